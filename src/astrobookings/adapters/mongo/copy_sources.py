"""Records that copies are made of."""

from collections.abc import Collection, Sequence
from uuid import UUID

from attrs import frozen

from astrobookings.adapters.mongo.collections.identity import PROFILES, USERS
from astrobookings.adapters.mongo.profiles import PROFILE
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.users import ACCOUNT
from astrobookings.application.ports.copy_sources import SourceVersion
from astrobookings.domain.booking.travelers import BillingCopy, billing_copy

__all__ = ["MongoProfileSource"]

_OF_ACCOUNT = {
    "$lookup": {
        "from": USERS.name,
        "localField": "_id",
        "foreignField": "_id",
        "as": "account",
        "pipeline": [{"$project": {"version": 1}}],
    }
}
_SUMMED = {"$project": {"sum": {"$add": ["$version", {"$sum": "$account.version"}]}}}


@frozen
class MongoProfileSource:
    store: MongoStore

    def count(self) -> int:
        return self.store.count(PROFILES.name, {})

    def versions(self, after: UUID | None, limit: int) -> Sequence[SourceVersion]:
        rows = self.store.collection(PROFILES.name)
        beyond: Document = {} if after is None else {"_id": {"$gt": after}}
        steps: list[Document] = [{"$match": beyond}, {"$sort": {"_id": 1}}, {"$limit": limit}]
        steps += [_OF_ACCOUNT, _SUMMED]
        found = self.store.read(lambda session: list(rows.aggregate(steps, session=session)))
        return tuple(SourceVersion(one["_id"], int(one["sum"])) for one in found)

    def read(self, keys: Collection[UUID]) -> Sequence[BillingCopy]:
        mine = {"_id": {"$in": list(keys)}}
        accounts = {one["_id"]: ACCOUNT.read(one) for one in self.store.find(USERS.name, mine)}
        found = self.store.find(PROFILES.name, mine, sort=(("_id", 1),))
        profiles = (PROFILE.read(one) for one in found)
        return tuple(
            billing_copy(accounts[one.user_id], one) for one in profiles if one.user_id in accounts
        )
