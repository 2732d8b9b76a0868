"""What happens after a request: events are heard, mails sent, refunds executed.

| file | what |
|---|---|
| `handlers` | who hears which event |
| `relays` | a relay for each store's outbox |
| `actors` | what the workers do with an errand or a job |
| `background` | a worker: hands out what waits, does what it is handed, says that it lives |
| `embedded` | worker and scheduler inside the server, for one-process use |
| `jobs` | all of it one after the other, for tests and `astrobookings reconcile` |
"""
