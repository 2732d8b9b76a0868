"""Payments at Stripe.

| file | what |
|---|---|
| `account` | where Stripe is, and the secrets, as `ASTRO_PAYMENTS_URL` tells them |
| `calls` | one call: its time, what a refusal means, nothing secret in the log |
| `gateway` | charges as payment intents with manual capture; refunds |
| `payment_signals` | what Stripe calls us about, believed by its signature |
"""
