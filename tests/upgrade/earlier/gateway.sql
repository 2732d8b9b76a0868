BEGIN TRANSACTION;
CREATE TABLE charges (
    provider_id TEXT PRIMARY KEY,
    charge_id TEXT NOT NULL UNIQUE,
    method TEXT NOT NULL,
    cents INTEGER NOT NULL CHECK (cents > 0),
    state TEXT NOT NULL,
    decline_reason TEXT NOT NULL DEFAULT '',
    refunded_cents INTEGER NOT NULL DEFAULT 0 CHECK (refunded_cents BETWEEN 0 AND cents),
    CHECK (refunded_cents = 0 OR state = 'captured')
) STRICT;
INSERT INTO "charges" VALUES('ch_86671b62017513b45743e9cf','01a1fdfa-be0d-7743-89bd-d0e185e3d9a4','pm_ok',50000000,'captured','',0);
INSERT INTO "charges" VALUES('ch_02163b6482c20ec563679e52','01a1fdfa-be4a-75d2-8348-aaa5ae7a2866','pm_ok',90000000,'captured','',72000000);
INSERT INTO "charges" VALUES('ch_7da97d4332bd8247a91f2bb0','01a1fdfa-be4a-75d2-8348-aaa715f395f7','pm_ok',90000000,'captured','',90000000);
INSERT INTO "charges" VALUES('ch_60677bca6c52a15909830ce7','01a1fdfa-be81-7572-82d8-a054bc484e82','pm_ok',25000000,'captured','',0);
INSERT INTO "charges" VALUES('ch_78fdf1684b9c94f44b078319','01a1fdfa-bea9-7172-af6d-faff21cd96d2','pm_declined',90000000,'declined','declined',0);
INSERT INTO "charges" VALUES('ch_a22129a856b37fbc98c8893f','01a1fdfa-bfe2-77b3-a148-d570ed59f014','pm_ok',90000000,'captured','',0);
CREATE TABLE refunds (
    provider_refund_id TEXT PRIMARY KEY,
    refund_id TEXT NOT NULL,
    provider_id TEXT NOT NULL REFERENCES charges,
    cents INTEGER NOT NULL CHECK (cents > 0),
    UNIQUE (refund_id, provider_id)
) STRICT;
INSERT INTO "refunds" VALUES('re_11a32ccdd603398d76e8a641','01a1fdfa-bece-71e4-8c5f-dfc02384b988','ch_7da97d4332bd8247a91f2bb0',90000000);
INSERT INTO "refunds" VALUES('re_d2cbb597edcdbdb50673cdb4','01a1fdfa-bece-71e4-8c5f-dfc02384b988','ch_02163b6482c20ec563679e52',72000000);
COMMIT;
