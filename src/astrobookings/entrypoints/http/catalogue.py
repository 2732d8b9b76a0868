"""Every problem code: its title, and for people what happened and what to do."""

from collections.abc import Mapping

from attrs import frozen

__all__ = ["CATALOGUE", "Entry", "title_of"]


@frozen
class Entry:
    """One kind of problem."""

    title: str
    happened: str
    remedy: str


_AGAIN = "Load the present state and decide anew."
_SIGN_IN = "Sign in and send the access token as `Authorization: Bearer …`."

CATALOGUE: Mapping[str, Entry] = {
    # 400
    "bad-request": Entry(
        "Bad request",
        "The request is not well-formed HTTP for this address.",
        "Compare it with the API description at /api/v1/docs.",
    ),
    "not-json": Entry(
        "Not JSON",
        "The body is empty or cannot be read as JSON.",
        "Send a JSON document in UTF-8.",
    ),
    "unknown-parameter": Entry(
        "Unknown query parameter",
        "The address has a query parameter that this list does not know, or one of them twice.",
        "Use each of the parameters that `allowed` names at most once.",
    ),
    "invalid-cursor": Entry(
        "Invalid cursor",
        "The `after` cursor was not made by this list with these filters and this order.",
        "Take `next` from the answer before, with the same filters, or start without `after`.",
    ),
    "idempotency-key-missing": Entry(
        "Idempotency key missing",
        "This request takes seats or money and must be safe to repeat.",
        "Send a fresh `Idempotency-Key` header for each intention, the same one for its retries.",
    ),
    "idempotency-key-invalid": Entry(
        "Idempotency key invalid",
        "The `Idempotency-Key` header is not 1 to 200 visible ASCII characters.",
        "Send for instance a UUID.",
    ),
    "invalid-if-match": Entry(
        "Invalid If-Match",
        "The `If-Match` header does not hold one version of this resource.",
        "Send the `ETag` of the resource as it was answered, or `*`.",
    ),
    "signature-invalid": Entry(
        "Signature invalid",
        "The payment gateway did not sign this body, or too long ago.",
        "Only the gateway calls this address; check the signing secret that both were given.",
    ),
    # 401
    "not-signed-in": Entry("Sign in first", "The request needs a signed-in user.", _SIGN_IN),
    "wrong-code": Entry(
        "Wrong code",
        "The code of the second factor is wrong, too old, or was used before.",
        "Wait for the next code of your device, or use a recovery code.",
    ),
    "wrong-credentials": Entry(
        "Wrong credentials",
        "The e-mail address or the password is wrong; the answer is the same for both.",
        "Check both, or ask for a link to set a new password.",
    ),
    "invalid-token": Entry(
        "Invalid token",
        "The token is malformed, expired, or was not issued here.",
        "Refresh the session, or sign in again.",
    ),
    "session-ended": Entry(
        "Session ended",
        "The session was signed out, revoked, or not used for too long.",
        "Sign in again.",
    ),
    # 402
    "not-invoiceable": Entry(
        "Not invoiceable",
        "The launch is neither successful nor aborted, its bookings are not completed yet, or it "
        "had no revenue.",
        "Invoice it once it has ended and all is completed; `detail` says what is missing.",
    ),
    "invoice-closed": Entry(
        "Invoice closed",
        "The invoice is paid or cancelled.",
        "Nothing is to be done; a new invoice follows a credit note.",
    ),
    "overpayment": Entry(
        "Overpayment",
        "More was to be paid than is open; payments under way count.",
        "Pay at most the balance that `balance` names.",
    ),
    "export-not-ready": Entry(
        "No file yet",
        "The export is still being made, has failed, or its file is no longer kept.",
        "Look at the export until its `status` is `done`, or ask for a new one.",
    ),
    "export-status": Entry("Export moved on", "The export has another status by now.", _AGAIN),
    "export-under-way": Entry(
        "Export under way",
        "Somebody makes this export already.",
        "Look at the export until its `status` is `done`.",
    ),
    "payment-too-large": Entry(
        "Payment too large",
        "The payment gateway takes no such amount at once.",
        "Pay in several parts, each under an idempotency key of its own.",
    ),
    "invoice-holds-payments": Entry(
        "Invoice holds payments",
        "Payments on the invoice were not returned, or are under way.",
        "Return them first, then issue the credit note.",
    ),
    "refund-partly-made": Entry(
        "Refund partly made",
        "The gateway gave some of the refund back already.",
        "Have the refund tried again; paying it by hand would pay twice.",
    ),
    "payment-under-way": Entry(
        "Payment under way",
        "An online payment of this invoice is not settled yet.",
        "Wait a minute and look at the invoice again.",
    ),
    "invoice-payment-status": Entry(
        "Payment status",
        "The payment's status does not allow this.",
        _AGAIN,
    ),
    "payment-declined": Entry(
        "Payment declined",
        "The payment was declined. The seats stay yours until `expires_at`.",
        "Pay the booking `booking_id` with another method before then.",
    ),
    # 403
    "not-allowed": Entry(
        "Not allowed",
        "Your account has no right to this.",
        "Sign in with an account of the right role or position.",
    ),
    "account-unconfirmed": Entry(
        "Account not confirmed",
        "The e-mail address of this account was never confirmed.",
        "Follow the link in the mail, or ask for it again.",
    ),
    "account-suspended": Entry(
        "Account suspended", "This account is suspended or closed.", "Contact customer service."
    ),
    "second-factor-required": Entry(
        "Second factor required",
        "The password is right; a code of the second factor is missing.",
        "Sign in again with `code`: six digits of your device, or a recovery code.",
    ),
    "second-factor-missing": Entry(
        "Second factor missing",
        "The position needs a second factor, and the account has none.",
        "Set one up at /api/v1/system/auth/second-factor, then sign in with a code.",
    ),
    # 404, 405, 412, 413, 415
    "not-found": Entry(
        "Not found",
        "There is no such thing, or none that you may know of.",
        "Check the address and who you are signed in as.",
    ),
    "method-not-allowed": Entry(
        "Method not allowed",
        "This address does not know the method of the request.",
        "Use one of the methods in the `Allow` header.",
    ),
    "stale-version": Entry(
        "Changed in between",
        "Somebody changed the record since you read it.",
        "Read it again and repeat the change on what is there now.",
    ),
    "body-too-large": Entry(
        "Body too large", "The body is larger than the server accepts.", "Send less at once."
    ),
    "unsupported-media-type": Entry(
        "Unsupported media type",
        "The body is declared to be something other than JSON.",
        "Send it with `Content-Type: application/json`.",
    ),
    # 409: booking
    "refused": Entry("Refused", "The present state does not allow this.", _AGAIN),
    "seats-left": Entry(
        "Seats left",
        "Nobody needs to wait: the launch has enough seats left; `left` says how many.",
        "Book them.",
    ),
    "wish-waiting": Entry(
        "Waiting already",
        "You wait for another number of seats of this launch; `seats` says how many.",
        "Withdraw that wish first; a new one begins at the end of the queue.",
    ),
    "wish-status": Entry(
        "Wish decided",
        "The wish was granted, withdrawn or closed already.",
        _AGAIN,
    ),
    "not-flown": Entry(
        "Not flown",
        "You have no completed booking of this launch, or it was no success.",
        "Tell of a launch that you were on.",
    ),
    "testimonial-given": Entry(
        "Told before",
        "You told of this launch before.",
        "Look at your own testimonials.",
    ),
    "testimonial-status": Entry(
        "Testimonial decided",
        "The testimonial is as you want it already.",
        _AGAIN,
    ),
    "not-on-sale": Entry(
        "Not on sale",
        "The launch has left, ended otherwise, or its agency is suspended.",
        "Choose another launch.",
    ),
    "early-sale-only": Entry(
        "Early sale",
        "Until the general sale opens only VIP travelers can book this launch.",
        "Come back at the time given.",
    ),
    "sold-out": Entry(
        "Not enough seats",
        "Fewer seats are left than you asked for; `left` says how many.",
        "Ask for fewer seats, look at the launches beside it that `neighbours` names, or wait "
        "for seats at `wish`.",
    ),
    "seats-taken": Entry(
        "Seats taken",
        "Others took some of the seats you chose; `seats` lists them.",
        "Look at the seat map again and choose others.",
    ),
    "too-many-holds": Entry(
        "Too many unpaid bookings",
        "You have as many unpaid bookings of this launch as allowed.",
        "Pay or cancel one of them.",
    ),
    "price-changed": Entry(
        "Price changed",
        "The total is no longer what you expected; `actual` says what it is.",
        "Show the new total, and repeat the request with it if it is welcome.",
    ),
    "traveler-not-ready": Entry(
        "Traveler not ready",
        "Your billing data have not arrived where bookings are kept, or your account may not book.",
        "Try again in a moment.",
    ),
    "sync-under-way": Entry(
        "Synchronization under way",
        "This set is being synchronized already; two runs of one set never overlap.",
        "Wait for the run to end, or look at how far it is.",
    ),
    "sync-status": Entry(
        "Not possible for this run",
        "The run has ended, or has not begun.",
        _AGAIN,
    ),
    "conflict-resolved": Entry(
        "Conflict resolved",
        "Somebody decided this conflict already.",
        _AGAIN,
    ),
    "conflict-moved-on": Entry(
        "Conflict moved on",
        "The copy was changed once more since the conflict was found.",
        "Look at the conflict, which has the present values, and decide anew.",
    ),
    "copy-not-adoptable": Entry(
        "Copy not adoptable",
        "The copy differs in fields that nobody may change at the source; `fields` names them.",
        "Keep the source.",
    ),
    "booking-status": Entry(
        "Not possible for this booking",
        "The booking's status does not allow this.",
        "Its `available_actions` say what is possible.",
    ),
    "hold-expired": Entry(
        "Hold expired",
        "The seats were held until the time given and are on sale again.",
        "Book anew.",
    ),
    "payment-in-progress": Entry(
        "Payment in progress",
        "A payment for this booking is under way.",
        "Wait for its outcome, then try again.",
    ),
    "charge-status": Entry("Charge moved on", "The charge has another status by now.", _AGAIN),
    "refund-status": Entry("Refund moved on", "The refund has another status by now.", _AGAIN),
    "hold-too-long": Entry(
        "Hold too long",
        "Seats are not held so long without being paid; `latest` says how long at most.",
        "Extend the hold to `latest` or earlier.",
    ),
    "transfer-amount": Entry(
        "Another amount",
        "The transfer is not exactly what the booking costs; `expected` says how much that is.",
        "Ask the traveler for the rest, or send the transfer back, and record what pays it whole.",
    ),
    "transfer-recorded": Entry(
        "Transfer recorded before",
        "A transfer under this reference was recorded for another booking or amount.",
        "Compare it with the bank statement; each transfer pays one booking.",
    ),
    "quote-expired": Entry(
        "Quote expired",
        "The quote is too old, was used, or the booking or launch changed since.",
        "Ask for a new quote.",
    ),
    "cancel-instead": Entry(
        "All seats at once",
        "These are all seats of the booking; without them it would be none.",
        "Cancel the booking instead, by a quote without `seats`.",
    ),
    "no-open-delay": Entry(
        "No delay to answer",
        "The delay was answered, its time is over, or it does not concern this booking.",
        "The booking's `open_delays` say which can be answered.",
    ),
    "request-in-progress": Entry(
        "Request in progress",
        "The first request with this idempotency key is still being worked on.",
        "Send it again in a moment, with the same key.",
    ),
    "charges-pending": Entry(
        "Payments pending",
        "Payments of this launch are still under way.",
        "Report the success again in a few minutes.",
    ),
    "refund-refused": Entry(
        "Refund refused",
        "The charge cannot give back as much as was asked for.",
        "Look at what was given back of it already.",
    ),
    "booking-request-refused": Entry(
        "Refused before",
        "This request was taken during an interruption, and refused for good when it was over.",
        "See `reason`; to try again, send it anew with a fresh idempotency key.",
    ),
    "booking-request-lapsed": Entry(
        "Request lapsed",
        "The request waited too long for bookings to be back.",
        "Send it anew with a fresh idempotency key.",
    ),
    "too-many-requests-waiting": Entry(
        "Too many requests waiting",
        "While bookings are interrupted, each account may have `limit` requests waiting.",
        "Wait until some of them are decided.",
    ),
    "booking-request-status": Entry(
        "Request decided", "The booking request was settled or refused before.", _AGAIN
    ),
    # 409: notifications
    "notification-status": Entry(
        "Not possible for this notification",
        "The notification's status does not allow this.",
        "Its `available_actions` say what is possible.",
    ),
    # 409: policies
    "policy-change-settled": Entry(
        "Change settled",
        "The change was withdrawn before, or is in force or so near that not every process would "
        "hear of it in time.",
        "Announce another change from a later instant on.",
    ),
    "policies-disagree": Entry(
        "Policies would disagree",
        "Without this change, figures that were planned beside it would make no sense.",
        "Withdraw those first, or announce others.",
    ),
    # 409: agencies and accounts
    "agency-status": Entry(
        "Not possible for this agency", "The agency's status does not allow this.", _AGAIN
    ),
    "agency-not-approved": Entry(
        "Agency not approved",
        "Only approved agencies may publish launches.",
        "Wait for the approval; it is told by mail.",
    ),
    "launch-status": Entry(
        "Not possible for this launch",
        "The launch's status does not allow this; nothing leaves a final one.",
        "Its `available_actions` say what is possible.",
    ),
    "launch-not-successful": Entry(
        "Launch not successful",
        "Only launches that flew with success have a report of their bookings.",
        "Look at the list of the launch's bookings instead.",
    ),
    "launch-not-due": Entry(
        "Launch not due",
        "Success and failure are reported after the launch date only.",
        "Wait for the launch; to call it off, abort it.",
    ),
    "rocket-turn-around": Entry(
        "Rocket not ready",
        "The rocket flies another launch too near to this date.",
        "Choose another date or rocket.",
    ),
    "rocket-in-use": Entry(
        "Rocket in use",
        "Open launches need the rocket as it is.",
        "Wait until they have flown, or abort them.",
    ),
    "spaceport-in-use": Entry(
        "Spaceport in use", "Launches start from this spaceport.", "Keep it, or edit it."
    ),
    "name-taken": Entry("Name taken", "Another record has this name.", "Choose another name."),
    "slug-taken": Entry("Address taken", "Another launch took the address just now.", "Try again."),
    "account-status": Entry(
        "Not possible for this account", "The account's status does not allow this.", _AGAIN
    ),
    "account-closed": Entry(
        "Account closed",
        "The account was closed for good.",
        "Nothing can be changed of it; its owner may register anew.",
    ),
    "account-in-use": Entry(
        "Account in use",
        "Bookings, refunds, wishes, launches or invoices of this account are not over.",
        "`reasons` names what is open and how much of it; close the account once that is over.",
    ),
    "employee-account": Entry(
        "Account of an employee",
        "Employees do not close their accounts themselves.",
        "Ask an operations manager.",
    ),
    "own-account": Entry(
        "Your own account",
        "Operations managers cannot do this to their own account.",
        "Ask another operations manager.",
    ),
    "last-operations-manager": Entry(
        "Last operations manager",
        "It is the last active operations manager, without whom nobody could manage users.",
        "Give another colleague this position first.",
    ),
    "no-second-factor": Entry(
        "No second factor",
        "The account has no second factor, or none that was begun.",
        "Begin to set one up.",
    ),
    "second-factor-exists": Entry(
        "Second factor in force",
        "The account has a second factor that is in force.",
        "Sign in with it; switch it off before setting up another.",
    ),
    "second-factor-compulsory": Entry(
        "Second factor compulsory",
        "The position needs a second factor.",
        "Keep it; other recovery codes can be had at any time.",
    ),
    "email-taken": Entry(
        "Address in use",
        "Another account uses this e-mail address.",
        "Sign in with it, or set a new password if you forgot yours.",
    ),
    "link-expired": Entry(
        "Link no longer valid",
        "The link is unknown, was used, replaced by a newer one, or is too old.",
        "Ask for a new one.",
    ),
    # 422
    "invalid-input": Entry(
        "Invalid input",
        "Some of what was sent is wrong in itself; `errors` lists every fault.",
        "Correct the fields named there.",
    ),
    "seat-limit-exceeded": Entry(
        "Seat limit exceeded",
        "You may hold `limit` seats of one launch and hold `held` already.",
        "Ask for fewer seats.",
    ),
    "idempotency-key-reused": Entry(
        "Idempotency key reused",
        "The key came before with a different body.",
        "Use a fresh key for each intention.",
    ),
    # 429, 500, 503
    "too-many-requests": Entry(
        "Too many requests",
        "More requests came from your address than one may send.",
        "Wait as long as `Retry-After` says, in seconds.",
    ),
    "too-many-attempts": Entry(
        "Too many attempts",
        "There were too many attempts for this account or from your address.",
        "Wait as long as `Retry-After` says, in seconds.",
    ),
    "internal-error": Entry(
        "Internal error",
        "Something went wrong on our side. It was noted under the request id.",
        "Try again later; tell customer service the `request_id` if it stays.",
    ),
    "unavailable": Entry(
        "Not available now",
        "A system that this needs does not answer.",
        "Try again as `Retry-After` says, in seconds.",
    ),
    "contended": Entry(
        "Too many at once",
        "Many travelers are booking this launch right now.",
        "Send the request again in a second, with the same idempotency key.",
    ),
    "payment-gateway-silent": Entry(
        "Payment gateway silent",
        "The payment gateway does not answer; what it did is found out shortly.",
        "Look at the booking again in a minute before paying anew.",
    ),
}


def title_of(code: str) -> str:
    """The title of *code*; a readable form of the code itself when it has none."""
    entry = CATALOGUE.get(code)
    return entry.title if entry is not None else code.replace("-", " ").capitalize()
