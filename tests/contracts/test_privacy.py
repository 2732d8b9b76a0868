"""What both stores have about persons keeps its contract."""

from astrobookings.testing.contracts.person_records import (
    OperationsPersonRecordsContract,
    SystemPersonRecordsContract,
)


class TestSystemPersonRecords(SystemPersonRecordsContract):
    pass


class TestOperationsPersonRecords(OperationsPersonRecordsContract):
    pass
