"""What happens after a request: events are relayed, mails sent, refunds executed."""
