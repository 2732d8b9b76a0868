BEGIN TRANSACTION;
CREATE TABLE agencies (
	id CHAR(32) NOT NULL, 
	company_name TEXT NOT NULL, 
	description TEXT NOT NULL, 
	contact_person TEXT NOT NULL, 
	contact_email TEXT NOT NULL, 
	contact_phone TEXT NOT NULL, 
	tax_id TEXT NOT NULL, 
	legal_address TEXT NOT NULL, 
	country TEXT NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	status_reason TEXT NOT NULL, 
	successful_launches INTEGER NOT NULL, 
	search_text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_agencies PRIMARY KEY (id), 
	CONSTRAINT ck_agencies_status CHECK ("status" IN ('approved', 'pending', 'suspended')), 
	CONSTRAINT ck_agencies_successful_launches CHECK (successful_launches >= 0), 
	CONSTRAINT ck_agencies_version CHECK (version >= 1)
);
INSERT INTO "agencies" VALUES('01a1fdfabca175c993a0fae0bf756e18','Perigee Lines 4','Flights to anywhere up there.','Noor Haddad','desk4@example.test','+34600123456','B58378431','Gran Via 1, Madrid','ES','approved','',0,'perigee lines 4','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "agencies" VALUES('01a1fdfabd1772268b5c788098026be0','Perigee Lines 5','Flights to anywhere up there.','Noor Haddad','desk5@example.test','+34600123456','B58378431','Gran Via 1, Madrid','ES','pending','',0,'perigee lines 5','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE bookings (
	id CHAR(32) NOT NULL, 
	reference TEXT NOT NULL, 
	traveler_id CHAR(32) NOT NULL, 
	launch_id CHAR(32) NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	seats JSON NOT NULL, 
	seat_count INTEGER NOT NULL, 
	passengers JSON NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	held_until DATETIME NOT NULL, 
	paying CHAR(32), 
	refund_tiers JSON NOT NULL, 
	confirmed_at DATETIME, 
	ended_at DATETIME, 
	cancelled_by VARCHAR(32), 
	cancel_reason TEXT NOT NULL, 
	accepted_delays JSON NOT NULL, 
	on_behalf JSON, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_bookings PRIMARY KEY (id), 
	CONSTRAINT ck_bookings_cancelled_by CHECK ("cancelled_by" IN ('delay_refused', 'employee', 'launch_aborted', 'launch_failed', 'traveler')), 
	CONSTRAINT ck_bookings_status CHECK ("status" IN ('cancelled', 'completed', 'confirmed', 'expired', 'held')), 
	CONSTRAINT ck_bookings_seat_count CHECK (seat_count >= 1), 
	CONSTRAINT ck_bookings_version CHECK (version >= 1), 
	CONSTRAINT fk_bookings_launch_id_launches FOREIGN KEY(launch_id) REFERENCES launches (id), 
	CONSTRAINT uq_bookings_reference UNIQUE (reference)
);
INSERT INTO "bookings" VALUES('01a1fdfabdff763ea9760660179abb36','AB-PSENSB','01a1fdfab96471f7b7a5fb5473000ac7','01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabca175c993a0fae0bf756e18','[{"number": 1, "price": "250000.00"}, {"number": 2, "price": "250000.00"}]',2,'[null, null]','confirmed','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]','2026-03-01 09:00:00.000000',NULL,NULL,'','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',4);
INSERT INTO "bookings" VALUES('01a1fdfabe437772b002d894656e8e8d','AB-DM3XPJ','01a1fdfab96471f7b7a5fb5473000ac7','01a1fdfabdf173ba922f6b0ccd162390','01a1fdfabca175c993a0fae0bf756e18','[{"number": 1, "price": "900000.00"}, {"number": 2, "price": "900000.00"}]',2,'[null, null]','cancelled','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','traveler','','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',5);
INSERT INTO "bookings" VALUES('01a1fdfabe7e76f3954ed00d3f6cb12f','AB-F9CSPZ','01a1fdfabb0774309b84cd5130291a8d','01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabca175c993a0fae0bf756e18','[{"number": 7, "price": "250000.00"}]',1,'[null]','cancelled','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','traveler','','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',5);
INSERT INTO "bookings" VALUES('01a1fdfabe9e70d9bbf83793f5594909','AB-98JJNT','01a1fdfabc56725e9d6e5a2e51de6890','01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabca175c993a0fae0bf756e18','[{"number": 3, "price": "250000.00"}, {"number": 4, "price": "250000.00"}, {"number": 5, "price": "250000.00"}]',3,'[null, null, null]','held','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]',NULL,NULL,NULL,'','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "bookings" VALUES('01a1fdfabea475b2b80f8b6ed7ecd86e','AB-E3PSYB','01a1fdfabb0774309b84cd5130291a8d','01a1fdfabdf173ba922f6b0ccd162390','01a1fdfabca175c993a0fae0bf756e18','[{"number": 3, "price": "900000.00"}]',1,'[null]','held','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]',NULL,NULL,NULL,'','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "bookings" VALUES('01a1fdfabfda7342b31842eb0dc23039','AB-S1C4W6','01a1fdfabb0774309b84cd5130291a8d','01a1fdfabdf173ba922f6b0ccd162390','01a1fdfabca175c993a0fae0bf756e18','[{"number": 8, "price": "900000.00"}]',1,'[null]','confirmed','2026-03-01 09:15:00.000000','2026-03-01 09:15:00.000000',NULL,'[{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]','2026-03-01 09:00:00.000000',NULL,NULL,'','[]',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',4);
CREATE TABLE changes (
	id CHAR(32) NOT NULL, 
	kind TEXT NOT NULL, 
	"key" CHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	fields JSON NOT NULL, 
	service TEXT NOT NULL, 
	action TEXT NOT NULL, 
	actor CHAR(32), 
	request_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_changes PRIMARY KEY (id)
);
INSERT INTO "changes" VALUES('01a1fdfabaae75718576a095e848c80b','billing_copy','01a1fdfab96471f7b7a5fb5473000ac7',1,'{"id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno1"}, "email": {"old": null, "new": "traveler1@example.test"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}, "active": {"old": null, "new": true}, "source_version": {"old": null, "new": 3}}','worker','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc1872578360ef8e9f2054a3','billing_copy','01a1fdfabb0774309b84cd5130291a8d',1,'{"id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno2"}, "email": {"old": null, "new": "traveler2@example.test"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}, "active": {"old": null, "new": true}, "source_version": {"old": null, "new": 3}}','worker','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc82760d9bf7440d4de2b469','billing_copy','01a1fdfabc56725e9d6e5a2e51de6890',1,'{"id": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno3"}, "email": {"old": null, "new": "traveler3@example.test"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}, "active": {"old": null, "new": true}, "source_version": {"old": null, "new": 3}}','worker','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcd374b89ff655fa0af0496c','agency','01a1fdfabca175c993a0fae0bf756e18',1,'{"id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "company_name": {"old": null, "new": "Perigee Lines 4"}, "description": {"old": null, "new": "Flights to anywhere up there."}, "contact_person": {"old": null, "new": "Noor Haddad"}, "contact_email": {"old": null, "new": "desk4@example.test"}, "contact_phone": {"old": null, "new": "+34600123456"}, "tax_id": {"old": null, "new": "B58378431"}, "legal_address": {"old": null, "new": "Gran Via 1, Madrid"}, "country": {"old": null, "new": "ES"}, "status": {"old": null, "new": "pending"}, "status_reason": {"old": null, "new": ""}, "successful_launches": {"old": null, "new": 0}}','agency','create-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcfc7101ac96456d2defbd18','agency','01a1fdfabca175c993a0fae0bf756e18',2,'{"status": {"old": "pending", "new": "approved"}}','test','approve-agency',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd41736388bfac25d05d9c66','agency','01a1fdfabd1772268b5c788098026be0',1,'{"id": {"old": null, "new": "01a1fdfa-bd17-7226-8b5c-788098026be0"}, "company_name": {"old": null, "new": "Perigee Lines 5"}, "description": {"old": null, "new": "Flights to anywhere up there."}, "contact_person": {"old": null, "new": "Noor Haddad"}, "contact_email": {"old": null, "new": "desk5@example.test"}, "contact_phone": {"old": null, "new": "+34600123456"}, "tax_id": {"old": null, "new": "B58378431"}, "legal_address": {"old": null, "new": "Gran Via 1, Madrid"}, "country": {"old": null, "new": "ES"}, "status": {"old": null, "new": "pending"}, "status_reason": {"old": null, "new": ""}, "successful_launches": {"old": null, "new": 0}}','agency','create-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdc577da8e3f8333b94ac420','rocket','01a1fdfabdc477658c0e0b7b1599d7cc',1,'{"id": {"old": null, "new": "01a1fdfa-bdc4-7765-8c0e-0b7b1599d7cc"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "name": {"old": null, "new": "Heron 8"}, "model": {"old": null, "new": "II"}, "capacity": {"old": null, "new": 12}, "range": {"old": null, "new": "mars"}, "description": {"old": null, "new": ""}}','test','add-rocket','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdc973bf89aa5d36789d1dbd','spaceport','01a1fdfabdc870af81874b7e6b780cdb',1,'{"id": {"old": null, "new": "01a1fdfa-bdc8-70af-8187-4b7e6b780cdb"}, "name": {"old": null, "new": "Cape 9"}, "location": {"old": null, "new": "Florida"}, "latitude": {"old": null, "new": 28.5}, "longitude": {"old": null, "new": -80.6}, "time_zone": {"old": null, "new": "America/New_York"}, "description": {"old": null, "new": ""}}','test','add-spaceport',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdd1728cb737dde153a9f501','launch','01a1fdfabdcd77d2b99f99e56eceb1a1',1,'{"id": {"old": null, "new": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1"}, "slug": {"old": null, "new": "heron-8-cape-9-moon-2036-02-27"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "rocket_id": {"old": null, "new": "01a1fdfa-bdc4-7765-8c0e-0b7b1599d7cc"}, "spaceport_id": {"old": null, "new": "01a1fdfa-bdc8-70af-8187-4b7e6b780cdb"}, "destination": {"old": null, "new": "moon"}, "launch_at": {"old": null, "new": "2036-02-27T09:00:00+00:00"}, "price": {"old": null, "new": "250000.00"}, "seats_total": {"old": null, "new": 12}, "minimum_occupancy": {"old": null, "new": "0.5"}, "suspended": {"old": null, "new": false}, "status": {"old": null, "new": "scheduled"}, "delays": {"old": null, "new": []}, "history": {"old": null, "new": [{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2036-02-27T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}]}}','test','schedule-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabde372f0ba2881b1061f1810','rocket','01a1fdfabde372f0ba2881b040a6fa6c',1,'{"id": {"old": null, "new": "01a1fdfa-bde3-72f0-ba28-81b040a6fa6c"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "name": {"old": null, "new": "Heron 10"}, "model": {"old": null, "new": "II"}, "capacity": {"old": null, "new": 10}, "range": {"old": null, "new": "mars"}, "description": {"old": null, "new": ""}}','test','add-rocket','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdec74f1814d304d1d6686b1','spaceport','01a1fdfabdec74f1814d304cf4e755d7',1,'{"id": {"old": null, "new": "01a1fdfa-bdec-74f1-814d-304cf4e755d7"}, "name": {"old": null, "new": "Cape 11"}, "location": {"old": null, "new": "Florida"}, "latitude": {"old": null, "new": 28.5}, "longitude": {"old": null, "new": -80.6}, "time_zone": {"old": null, "new": "America/New_York"}, "description": {"old": null, "new": ""}}','test','add-spaceport',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdf275beb9e1d91ff1d70c76','launch','01a1fdfabdf173ba922f6b0ccd162390',1,'{"id": {"old": null, "new": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390"}, "slug": {"old": null, "new": "heron-10-cape-11-moon-2037-02-11"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "rocket_id": {"old": null, "new": "01a1fdfa-bde3-72f0-ba28-81b040a6fa6c"}, "spaceport_id": {"old": null, "new": "01a1fdfa-bdec-74f1-814d-304cf4e755d7"}, "destination": {"old": null, "new": "moon"}, "launch_at": {"old": null, "new": "2037-02-11T09:00:00+00:00"}, "price": {"old": null, "new": "900000.00"}, "seats_total": {"old": null, "new": 8}, "minimum_occupancy": {"old": null, "new": "0.5"}, "suspended": {"old": null, "new": false}, "status": {"old": null, "new": "scheduled"}, "delays": {"old": null, "new": []}, "history": {"old": null, "new": [{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2037-02-11T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}]}}','test','schedule-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe0075a4a28c1c09e2506d1e','booking','01a1fdfabdff763ea9760660179abb36',1,'{"id": {"old": null, "new": "01a1fdfa-bdff-763e-a976-0660179abb36"}, "reference": {"old": null, "new": "AB-PSENSB"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "launch_id": {"old": null, "new": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null, null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 1, "price": "250000.00"}, {"number": 2, "price": "250000.00"}]}}','test','book-seats','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe0c753dbc4768e82b463c1e','booking','01a1fdfabdff763ea9760660179abb36',2,'{"held_until": {"old": "2026-03-01T09:15:00+00:00", "new": "2026-03-01T09:30:00+00:00"}, "paying": {"old": null, "new": "01a1fdfa-be02-716d-a9f6-39f39b88d64b"}}','test','pay-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe0d774389bdd0e2c5d0716b','charge','01a1fdfabe0d774389bdd0e185e3d9a4',1,'{"id": {"old": null, "new": "01a1fdfa-be0d-7743-89bd-d0e185e3d9a4"}, "booking_id": {"old": null, "new": "01a1fdfa-bdff-763e-a976-0660179abb36"}, "attempt_id": {"old": null, "new": "01a1fdfa-be02-716d-a9f6-39f39b88d64b"}, "amount": {"old": null, "new": "500000.00"}, "method": {"old": null, "new": "pm_ok"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe177640abef617062c76e53','charge','01a1fdfabe0d774389bdd0e185e3d9a4',2,'{"provider_id": {"old": null, "new": "ch_86671b62017513b45743e9cf"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe2271f3b6d6599d6446193c','charge','01a1fdfabe0d774389bdd0e185e3d9a4',3,'{"status": {"old": "pending", "new": "authorized"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe2774f0aa7f6b9770396828','booking','01a1fdfabdff763ea9760660179abb36',3,'{"status": {"old": "held", "new": "confirmed"}, "confirmed_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','test','confirm-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe327263aa65d872305cb3c7','charge','01a1fdfabe0d774389bdd0e185e3d9a4',4,'{"status": {"old": "authorized", "new": "succeeded"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe3473a18cc7902e0fe9153c','booking','01a1fdfabdff763ea9760660179abb36',4,'{"held_until": {"old": "2026-03-01T09:30:00+00:00", "new": "2026-03-01T09:15:00+00:00"}, "paying": {"old": "01a1fdfa-be02-716d-a9f6-39f39b88d64b", "new": null}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe3d71bbbcacd64adf43f186','receipt','01a1fdfabe3473a18cc7902fb1619e18',1,'{"id": {"old": null, "new": "01a1fdfa-be34-73a1-8cc7-902fb1619e18"}, "number": {"old": null, "new": "RC-2026-000001"}, "kind": {"old": null, "new": "payment"}, "subject": {"old": null, "new": "01a1fdfa-be02-716d-a9f6-39f39b88d64b"}, "booking_id": {"old": null, "new": "01a1fdfa-bdff-763e-a976-0660179abb36"}, "booking_reference": {"old": null, "new": "AB-PSENSB"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "amount": {"old": null, "new": "500000.00"}, "issued_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "traveler": {"old": null, "new": {"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}}, "agency": {"old": null, "new": {"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe437772b002d896e662754e','booking','01a1fdfabe437772b002d894656e8e8d',1,'{"id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "reference": {"old": null, "new": "AB-DM3XPJ"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "launch_id": {"old": null, "new": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null, null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 1, "price": "900000.00"}, {"number": 2, "price": "900000.00"}]}}','test','book-seats','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe4975e7bee381622e8e5620','booking','01a1fdfabe437772b002d894656e8e8d',2,'{"held_until": {"old": "2026-03-01T09:15:00+00:00", "new": "2026-03-01T09:30:00+00:00"}, "paying": {"old": null, "new": "01a1fdfa-be48-7280-af6a-080df1510800"}}','test','pay-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe4a75d28348aaa610da1e29','charge','01a1fdfabe4a75d28348aaa5ae7a2866',1,'{"id": {"old": null, "new": "01a1fdfa-be4a-75d2-8348-aaa5ae7a2866"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "attempt_id": {"old": null, "new": "01a1fdfa-be48-7280-af6a-080df1510800"}, "amount": {"old": null, "new": "900000.00"}, "method": {"old": null, "new": "pm_ok"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe4a75d28348aaa8473f0ebd','charge','01a1fdfabe4a75d28348aaa715f395f7',1,'{"id": {"old": null, "new": "01a1fdfa-be4a-75d2-8348-aaa715f395f7"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "attempt_id": {"old": null, "new": "01a1fdfa-be48-7280-af6a-080df1510800"}, "amount": {"old": null, "new": "900000.00"}, "method": {"old": null, "new": "pm_ok"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe5276af9ba2268b76163550','charge','01a1fdfabe4a75d28348aaa5ae7a2866',2,'{"provider_id": {"old": null, "new": "ch_02163b6482c20ec563679e52"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe5571aa909fc4b12a64a2fe','charge','01a1fdfabe4a75d28348aaa5ae7a2866',3,'{"status": {"old": "pending", "new": "authorized"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe5972858fb78176142b1f69','charge','01a1fdfabe4a75d28348aaa715f395f7',2,'{"provider_id": {"old": null, "new": "ch_7da97d4332bd8247a91f2bb0"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe5d76b09385273f79adfc54','charge','01a1fdfabe4a75d28348aaa715f395f7',3,'{"status": {"old": "pending", "new": "authorized"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe6276169ec29c83e8dc83dc','booking','01a1fdfabe437772b002d894656e8e8d',3,'{"status": {"old": "held", "new": "confirmed"}, "confirmed_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','test','confirm-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe6a725aa5d9129245cc1ad5','charge','01a1fdfabe4a75d28348aaa5ae7a2866',4,'{"status": {"old": "authorized", "new": "succeeded"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe7173e9ae0a99058755f412','charge','01a1fdfabe4a75d28348aaa715f395f7',4,'{"status": {"old": "authorized", "new": "succeeded"}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe737219aaee68571d18b40e','booking','01a1fdfabe437772b002d894656e8e8d',4,'{"held_until": {"old": "2026-03-01T09:30:00+00:00", "new": "2026-03-01T09:15:00+00:00"}, "paying": {"old": "01a1fdfa-be48-7280-af6a-080df1510800", "new": null}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe74769d827e0b9bc9820b48','receipt','01a1fdfabe737219aaee6858d0678022',1,'{"id": {"old": null, "new": "01a1fdfa-be73-7219-aaee-6858d0678022"}, "number": {"old": null, "new": "RC-2026-000002"}, "kind": {"old": null, "new": "payment"}, "subject": {"old": null, "new": "01a1fdfa-be48-7280-af6a-080df1510800"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "booking_reference": {"old": null, "new": "AB-DM3XPJ"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "amount": {"old": null, "new": "1800000.00"}, "issued_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "traveler": {"old": null, "new": {"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}}, "agency": {"old": null, "new": {"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}}}','test','settle-payment','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe7e76f3954ed00fabec31b6','booking','01a1fdfabe7e76f3954ed00d3f6cb12f',1,'{"id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "reference": {"old": null, "new": "AB-F9CSPZ"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "launch_id": {"old": null, "new": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 7, "price": "250000.00"}]}}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe81757282d8a0535f5f8df3','booking','01a1fdfabe7e76f3954ed00d3f6cb12f',2,'{"held_until": {"old": "2026-03-01T09:15:00+00:00", "new": "2026-03-01T09:30:00+00:00"}, "paying": {"old": null, "new": "01a1fdfa-be80-70ea-9b3c-2b168abb80a9"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe81757282d8a0553aaacc7d','charge','01a1fdfabe81757282d8a054bc484e82',1,'{"id": {"old": null, "new": "01a1fdfa-be81-7572-82d8-a054bc484e82"}, "booking_id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "attempt_id": {"old": null, "new": "01a1fdfa-be80-70ea-9b3c-2b168abb80a9"}, "amount": {"old": null, "new": "250000.00"}, "method": {"old": null, "new": "pm_ok"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe85710f97682ca44f606a6f','charge','01a1fdfabe81757282d8a054bc484e82',2,'{"provider_id": {"old": null, "new": "ch_60677bca6c52a15909830ce7"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe8971d29840d0022f51c2e3','charge','01a1fdfabe81757282d8a054bc484e82',3,'{"status": {"old": "pending", "new": "authorized"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe8e73d2be4959a009fd8265','booking','01a1fdfabe7e76f3954ed00d3f6cb12f',3,'{"status": {"old": "held", "new": "confirmed"}, "confirmed_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','test','confirm-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe91747cbeb9b347356eda8e','charge','01a1fdfabe81757282d8a054bc484e82',4,'{"status": {"old": "authorized", "new": "succeeded"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe9274178dbfe7642a0ba1c8','booking','01a1fdfabe7e76f3954ed00d3f6cb12f',4,'{"held_until": {"old": "2026-03-01T09:30:00+00:00", "new": "2026-03-01T09:15:00+00:00"}, "paying": {"old": "01a1fdfa-be80-70ea-9b3c-2b168abb80a9", "new": null}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe9371d3b966f873cc5881e0','receipt','01a1fdfabe9274178dbfe7659383fd70',1,'{"id": {"old": null, "new": "01a1fdfa-be92-7417-8dbf-e7659383fd70"}, "number": {"old": null, "new": "RC-2026-000003"}, "kind": {"old": null, "new": "payment"}, "subject": {"old": null, "new": "01a1fdfa-be80-70ea-9b3c-2b168abb80a9"}, "booking_id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "booking_reference": {"old": null, "new": "AB-F9CSPZ"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "amount": {"old": null, "new": "250000.00"}, "issued_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "traveler": {"old": null, "new": {"name": "Ada Moreno2", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}}, "agency": {"old": null, "new": {"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabe9e70d9bbf83795028c4db9','booking','01a1fdfabe9e70d9bbf83793f5594909',1,'{"id": {"old": null, "new": "01a1fdfa-be9e-70d9-bbf8-3793f5594909"}, "reference": {"old": null, "new": "AB-98JJNT"}, "traveler_id": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "launch_id": {"old": null, "new": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null, null, null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 3, "price": "250000.00"}, {"number": 4, "price": "250000.00"}, {"number": 5, "price": "250000.00"}]}}','test','book-seats','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabea475b2b80f8b7061ad95ea','booking','01a1fdfabea475b2b80f8b6ed7ecd86e',1,'{"id": {"old": null, "new": "01a1fdfa-bea4-75b2-b80f-8b6ed7ecd86e"}, "reference": {"old": null, "new": "AB-E3PSYB"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "launch_id": {"old": null, "new": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 3, "price": "900000.00"}]}}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabea97172af6dfafef49cf92e','booking','01a1fdfabea475b2b80f8b6ed7ecd86e',2,'{"held_until": {"old": "2026-03-01T09:15:00+00:00", "new": "2026-03-01T09:30:00+00:00"}, "paying": {"old": null, "new": "01a1fdfa-bea7-732f-ab91-5a171bc096e3"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabea97172af6dfb00638b7e19','charge','01a1fdfabea97172af6dfaff21cd96d2',1,'{"id": {"old": null, "new": "01a1fdfa-bea9-7172-af6d-faff21cd96d2"}, "booking_id": {"old": null, "new": "01a1fdfa-bea4-75b2-b80f-8b6ed7ecd86e"}, "attempt_id": {"old": null, "new": "01a1fdfa-bea7-732f-ab91-5a171bc096e3"}, "amount": {"old": null, "new": "900000.00"}, "method": {"old": null, "new": "pm_declined"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabeb277f0ad1a1af087aba6f7','charge','01a1fdfabea97172af6dfaff21cd96d2',2,'{"provider_id": {"old": null, "new": "ch_78fdf1684b9c94f44b078319"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabeba73af9a6ac9f9eca14aca','charge','01a1fdfabea97172af6dfaff21cd96d2',3,'{"status": {"old": "pending", "new": "declined"}, "decline_reason": {"old": "", "new": "declined"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabebb7696bc91937b2a39c85d','booking','01a1fdfabea475b2b80f8b6ed7ecd86e',3,'{"held_until": {"old": "2026-03-01T09:30:00+00:00", "new": "2026-03-01T09:15:00+00:00"}, "paying": {"old": "01a1fdfa-bea7-732f-ab91-5a171bc096e3", "new": null}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabec471d7b062a3b954ce0767','quote','01a1fdfabec37420ac2100fb97bf7807',1,'{"id": {"old": null, "new": "01a1fdfa-bec3-7420-ac21-00fb97bf7807"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "booking_version": {"old": null, "new": 4}, "delays": {"old": null, "new": 0}, "refund": {"old": null, "new": "1620000.00"}, "share": {"old": null, "new": "0.9"}, "explanation": {"old": null, "new": "4000 days before lift-off give back 90% (365 days or more: 90%; 90 days or more: 70%; less: 0%)."}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}}','test','quote-cancellation','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabecd72cb8583beda5634cd41','booking','01a1fdfabe437772b002d894656e8e8d',5,'{"status": {"old": "confirmed", "new": "cancelled"}, "ended_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "cancelled_by": {"old": null, "new": "traveler"}}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabece71e48c5fdfbeaa28bd70','charge','01a1fdfabe4a75d28348aaa715f395f7',5,'{"refunded": {"old": "0.00", "new": "900000.00"}}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabece71e48c5fdfbf99510879','charge','01a1fdfabe4a75d28348aaa5ae7a2866',5,'{"refunded": {"old": "0.00", "new": "720000.00"}}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabecf755589d012ed8e457f00','refund','01a1fdfabece71e48c5fdfc02384b988',1,'{"id": {"old": null, "new": "01a1fdfa-bece-71e4-8c5f-dfc02384b988"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "launch_id": {"old": null, "new": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "amount": {"old": null, "new": "1620000.00"}, "reason": {"old": null, "new": "cancellation"}, "parts": {"old": null, "new": [{"charge_id": "01a1fdfa-be4a-75d2-8348-aaa715f395f7", "amount": "900000.00", "provider_refund_id": null}, {"charge_id": "01a1fdfa-be4a-75d2-8348-aaa5ae7a2866", "amount": "720000.00", "provider_refund_id": null}]}, "status": {"old": null, "new": "pending"}, "attempts": {"old": null, "new": 0}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "last_error": {"old": null, "new": ""}, "reference": {"old": null, "new": ""}}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabed67322b47591284e12270c','quote','01a1fdfabec37420ac2100fb97bf7807',2,'{"used_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "refund_id": {"old": null, "new": "01a1fdfa-bece-71e4-8c5f-dfc02384b988"}}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabefc721a8c0464109c292562','refund','01a1fdfabece71e48c5fdfc02384b988',2,'{"status": {"old": "pending", "new": "executing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','worker','execute-refund',NULL,'01a1fdfa-bede-708c-85b4-f8aa3917f70e','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf0274a2bae512530da02450','refund','01a1fdfabece71e48c5fdfc02384b988',3,'{"parts": {"old": [{"charge_id": "01a1fdfa-be4a-75d2-8348-aaa715f395f7", "amount": "900000.00", "provider_refund_id": null}, {"charge_id": "01a1fdfa-be4a-75d2-8348-aaa5ae7a2866", "amount": "720000.00", "provider_refund_id": null}], "new": [{"charge_id": "01a1fdfa-be4a-75d2-8348-aaa715f395f7", "amount": "900000.00", "provider_refund_id": "re_11a32ccdd603398d76e8a641"}, {"charge_id": "01a1fdfa-be4a-75d2-8348-aaa5ae7a2866", "amount": "720000.00", "provider_refund_id": "re_d2cbb597edcdbdb50673cdb4"}]}, "status": {"old": "executing", "new": "succeeded"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "executed_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','worker','execute-refund',NULL,'01a1fdfa-bede-708c-85b4-f8aa3917f70e','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf047304a4450b62baa98cd4','receipt','01a1fdfabf0373fa95567841eea7997f',1,'{"id": {"old": null, "new": "01a1fdfa-bf03-73fa-9556-7841eea7997f"}, "number": {"old": null, "new": "RC-2026-000004"}, "kind": {"old": null, "new": "refund"}, "subject": {"old": null, "new": "01a1fdfa-bece-71e4-8c5f-dfc02384b988"}, "booking_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "booking_reference": {"old": null, "new": "AB-DM3XPJ"}, "traveler_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "amount": {"old": null, "new": "1620000.00"}, "issued_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "traveler": {"old": null, "new": {"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}}, "agency": {"old": null, "new": {"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}}}','worker','execute-refund',NULL,'01a1fdfa-bede-708c-85b4-f8aa3917f70e','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfda7342b31842ed0db1819a','booking','01a1fdfabfda7342b31842eb0dc23039',1,'{"id": {"old": null, "new": "01a1fdfa-bfda-7342-b318-42eb0dc23039"}, "reference": {"old": null, "new": "AB-S1C4W6"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "launch_id": {"old": null, "new": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "passengers": {"old": null, "new": [null]}, "status": {"old": null, "new": "held"}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "held_until": {"old": null, "new": "2026-03-01T09:15:00+00:00"}, "refund_tiers": {"old": null, "new": [{"notice": 31536000.0, "share": "0.9"}, {"notice": 7776000.0, "share": "0.7"}]}, "cancel_reason": {"old": null, "new": ""}, "accepted_delays": {"old": null, "new": []}, "seats": {"old": null, "new": [{"number": 8, "price": "900000.00"}]}}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfe277b3a148d56f03b5bf5b','booking','01a1fdfabfda7342b31842eb0dc23039',2,'{"held_until": {"old": "2026-03-01T09:15:00+00:00", "new": "2026-03-01T09:30:00+00:00"}, "paying": {"old": null, "new": "01a1fdfa-bfe0-7673-a91c-93000bf9f65f"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfe277b3a148d5717d594fc8','charge','01a1fdfabfe277b3a148d570ed59f014',1,'{"id": {"old": null, "new": "01a1fdfa-bfe2-77b3-a148-d570ed59f014"}, "booking_id": {"old": null, "new": "01a1fdfa-bfda-7342-b318-42eb0dc23039"}, "attempt_id": {"old": null, "new": "01a1fdfa-bfe0-7673-a91c-93000bf9f65f"}, "amount": {"old": null, "new": "900000.00"}, "method": {"old": null, "new": "pm_ok"}, "status": {"old": null, "new": "pending"}, "decline_reason": {"old": null, "new": ""}, "refunded": {"old": null, "new": "0.00"}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}}','test','pay-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfea7053af9c8abc0434c6ca','charge','01a1fdfabfe277b3a148d570ed59f014',2,'{"provider_id": {"old": null, "new": "ch_a22129a856b37fbc98c8893f"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfec77b6b5f5f14436f51f36','charge','01a1fdfabfe277b3a148d570ed59f014',3,'{"status": {"old": "pending", "new": "authorized"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabff4748883d500c527305716','booking','01a1fdfabfda7342b31842eb0dc23039',3,'{"status": {"old": "held", "new": "confirmed"}, "confirmed_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','test','confirm-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabffd7762935f0efdac832f30','charge','01a1fdfabfe277b3a148d570ed59f014',4,'{"status": {"old": "authorized", "new": "succeeded"}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabfff75ef9170e42b4c8ed6ec','booking','01a1fdfabfda7342b31842eb0dc23039',4,'{"held_until": {"old": "2026-03-01T09:30:00+00:00", "new": "2026-03-01T09:15:00+00:00"}, "paying": {"old": "01a1fdfa-bfe0-7673-a91c-93000bf9f65f", "new": null}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac00075dc87b2492747dd4038','receipt','01a1fdfabfff75ef9170e42c2fb121de',1,'{"id": {"old": null, "new": "01a1fdfa-bfff-75ef-9170-e42c2fb121de"}, "number": {"old": null, "new": "RC-2026-000005"}, "kind": {"old": null, "new": "payment"}, "subject": {"old": null, "new": "01a1fdfa-bfe0-7673-a91c-93000bf9f65f"}, "booking_id": {"old": null, "new": "01a1fdfa-bfda-7342-b318-42eb0dc23039"}, "booking_reference": {"old": null, "new": "AB-S1C4W6"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "amount": {"old": null, "new": "900000.00"}, "issued_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "traveler": {"old": null, "new": {"name": "Ada Moreno2", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}}, "agency": {"old": null, "new": {"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}}}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac0197211bfe0e679335b85d2','launch','01a1fdfabdcd77d2b99f99e56eceb1a1',2,'{"launch_at": {"old": "2036-02-27T09:00:00+00:00", "new": "2036-03-08T09:00:00+00:00"}, "status": {"old": "scheduled", "new": "delayed"}, "delays": {"old": [], "new": [{"id": "01a1fdfa-c017-75a7-8198-831320e6a5cc", "at": "2026-03-01T09:00:00+00:00", "launch_at_before": "2036-02-27T09:00:00+00:00", "launch_at": "2036-03-08T09:00:00+00:00", "reason": "Weather over the pad."}]}, "history": {"old": [{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2036-02-27T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}], "new": [{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2036-02-27T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, {"at": "2026-03-01T09:00:00+00:00", "status": "delayed", "launch_at": "2036-03-08T09:00:00+00:00", "reason": "Weather over the pad.", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}]}}','test','delay-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac01d7609898525e501fffc33','quote','01a1fdfac01d7609898525e4973d1f09',1,'{"id": {"old": null, "new": "01a1fdfa-c01d-7609-8985-25e4973d1f09"}, "booking_id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "booking_version": {"old": null, "new": 4}, "delays": {"old": null, "new": 1}, "refund": {"old": null, "new": "225000.00"}, "share": {"old": null, "new": "0.9"}, "explanation": {"old": null, "new": "3660 days before lift-off give back 90% (365 days or more: 90%; 90 days or more: 70%; less: 0%)."}, "expires_at": {"old": null, "new": "2026-03-01T09:15:00+00:00"}}','test','quote-cancellation','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac023760a8c2c0a89948fd685','booking','01a1fdfabe7e76f3954ed00d3f6cb12f',5,'{"status": {"old": "confirmed", "new": "cancelled"}, "ended_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "cancelled_by": {"old": null, "new": "traveler"}}','test','cancel-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac02877a99ee01785bd3e676b','charge','01a1fdfabe81757282d8a054bc484e82',5,'{"refunded": {"old": "0.00", "new": "225000.00"}}','test','cancel-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac029741faedeed6cef27171e','refund','01a1fdfac029741faedeed6b9476c5bc',1,'{"id": {"old": null, "new": "01a1fdfa-c029-741f-aede-ed6b9476c5bc"}, "booking_id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "launch_id": {"old": null, "new": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1"}, "agency_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "traveler_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "amount": {"old": null, "new": "225000.00"}, "reason": {"old": null, "new": "cancellation"}, "parts": {"old": null, "new": [{"charge_id": "01a1fdfa-be81-7572-82d8-a054bc484e82", "amount": "225000.00", "provider_refund_id": null}]}, "status": {"old": null, "new": "pending"}, "attempts": {"old": null, "new": 0}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "last_error": {"old": null, "new": ""}, "reference": {"old": null, "new": ""}}','test','cancel-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac02a75648a9f10d554b7d292','quote','01a1fdfac01d7609898525e4973d1f09',2,'{"used_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "refund_id": {"old": null, "new": "01a1fdfa-c029-741f-aede-ed6b9476c5bc"}}','test','cancel-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
CREATE TABLE charges (
	id CHAR(32) NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	attempt_id CHAR(32) NOT NULL, 
	amount_cents BIGINT NOT NULL, 
	method TEXT NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	provider_id TEXT, 
	decline_reason TEXT NOT NULL, 
	next_action TEXT, 
	refunded_cents BIGINT NOT NULL, 
	lease_until DATETIME NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_charges PRIMARY KEY (id), 
	CONSTRAINT ck_charges_status CHECK ("status" IN ('authorized', 'declined', 'pending', 'released', 'requires_action', 'succeeded')), 
	CONSTRAINT ck_charges_amount CHECK (amount_cents >= 0), 
	CONSTRAINT ck_charges_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents), 
	CONSTRAINT ck_charges_version CHECK (version >= 1), 
	CONSTRAINT fk_charges_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id), 
	CONSTRAINT uq_charges_provider_id UNIQUE (provider_id)
);
INSERT INTO "charges" VALUES('01a1fdfabe0d774389bdd0e185e3d9a4','01a1fdfabdff763ea9760660179abb36','01a1fdfabe02716da9f639f39b88d64b',50000000,'pm_ok','succeeded','ch_86671b62017513b45743e9cf','',NULL,0,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',4);
INSERT INTO "charges" VALUES('01a1fdfabe4a75d28348aaa5ae7a2866','01a1fdfabe437772b002d894656e8e8d','01a1fdfabe487280af6a080df1510800',90000000,'pm_ok','succeeded','ch_02163b6482c20ec563679e52','',NULL,72000000,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',5);
INSERT INTO "charges" VALUES('01a1fdfabe4a75d28348aaa715f395f7','01a1fdfabe437772b002d894656e8e8d','01a1fdfabe487280af6a080df1510800',90000000,'pm_ok','succeeded','ch_7da97d4332bd8247a91f2bb0','',NULL,90000000,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',5);
INSERT INTO "charges" VALUES('01a1fdfabe81757282d8a054bc484e82','01a1fdfabe7e76f3954ed00d3f6cb12f','01a1fdfabe8070ea9b3c2b168abb80a9',25000000,'pm_ok','succeeded','ch_60677bca6c52a15909830ce7','',NULL,22500000,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',5);
INSERT INTO "charges" VALUES('01a1fdfabea97172af6dfaff21cd96d2','01a1fdfabea475b2b80f8b6ed7ecd86e','01a1fdfabea7732fab915a171bc096e3',90000000,'pm_declined','declined','ch_78fdf1684b9c94f44b078319','declined',NULL,0,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "charges" VALUES('01a1fdfabfe277b3a148d570ed59f014','01a1fdfabfda7342b31842eb0dc23039','01a1fdfabfe07673a91c93000bf9f65f',90000000,'pm_ok','succeeded','ch_a22129a856b37fbc98c8893f','',NULL,0,'2026-03-01 09:01:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',4);
CREATE TABLE handled (
	event_id CHAR(32) NOT NULL, 
	handler TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_handled PRIMARY KEY (event_id, handler)
);
INSERT INTO "handled" VALUES('01a1fdfabcc2725bb167ec1f59b8886d','create-agency','2026-03-01 09:00:00.000000');
INSERT INTO "handled" VALUES('01a1fdfabd3971f89bea176da8f7b532','create-agency','2026-03-01 09:00:00.000000');
CREATE TABLE idempotency_keys (
	user_id CHAR(32) NOT NULL, 
	method TEXT NOT NULL, 
	path TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	lease_until DATETIME NOT NULL, 
	answer_status INTEGER, 
	answer_body TEXT, 
	CONSTRAINT fk_idempotency_keys_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id), 
	CONSTRAINT uq_idempotency_keys_user_id_method_path_key UNIQUE (user_id, method, path, "key")
);
INSERT INTO "idempotency_keys" VALUES('01a1fdfab96471f7b7a5fb5473000ac7','POST','/bookings','key-12','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabdff763ea9760660179abb36','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
INSERT INTO "idempotency_keys" VALUES('01a1fdfab96471f7b7a5fb5473000ac7','POST','/bookings','key-13','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabe437772b002d894656e8e8d','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
INSERT INTO "idempotency_keys" VALUES('01a1fdfabb0774309b84cd5130291a8d','POST','/bookings','key-14','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabe7e76f3954ed00d3f6cb12f','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
INSERT INTO "idempotency_keys" VALUES('01a1fdfabc56725e9d6e5a2e51de6890','POST','/bookings','key-15','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabe9e70d9bbf83793f5594909','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
INSERT INTO "idempotency_keys" VALUES('01a1fdfabb0774309b84cd5130291a8d','POST','/bookings','key-16','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabea475b2b80f8b6ed7ecd86e','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
INSERT INTO "idempotency_keys" VALUES('01a1fdfabb0774309b84cd5130291a8d','POST','/bookings','key-17','0000000000000000000000000000000000000000000000000000000000000000','01a1fdfabfda7342b31842eb0dc23039','2026-03-01 09:00:00.000000','2026-03-01 09:01:00.000000',NULL,NULL);
CREATE TABLE journal_entries (
	id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	kind TEXT NOT NULL, 
	subject CHAR(32) NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_journal_entries PRIMARY KEY (id), 
	CONSTRAINT uq_journal_entries_kind_subject UNIQUE (kind, subject)
);
INSERT INTO "journal_entries" VALUES('01a1fdfabe327263aa65d873abe6fd4b','2026-03-01 09:00:00.000000','charge-captured','01a1fdfabe0d774389bdd0e185e3d9a4','01a1fdfabdff763ea9760660179abb36','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabe6a725aa5d912930e637519','2026-03-01 09:00:00.000000','charge-captured','01a1fdfabe4a75d28348aaa5ae7a2866','01a1fdfabe437772b002d894656e8e8d','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabe7173e9ae0a9906950b0735','2026-03-01 09:00:00.000000','charge-captured','01a1fdfabe4a75d28348aaa715f395f7','01a1fdfabe437772b002d894656e8e8d','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabe91747cbeb9b3489dd77453','2026-03-01 09:00:00.000000','charge-captured','01a1fdfabe81757282d8a054bc484e82','01a1fdfabe7e76f3954ed00d3f6cb12f','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabecf755589d012ee8f3d5331','2026-03-01 09:00:00.000000','refund-owed','01a1fdfabece71e48c5fdfc02384b988','01a1fdfabe437772b002d894656e8e8d','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabf0274a2bae51254cfb30aa7','2026-03-01 09:00:00.000000','refund-executed','01a1fdfabece71e48c5fdfc02384b988','01a1fdfabe437772b002d894656e8e8d','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfabffd7762935f0efeb3d0e1a1','2026-03-01 09:00:00.000000','charge-captured','01a1fdfabfe277b3a148d570ed59f014','01a1fdfabfda7342b31842eb0dc23039','01a1fdfabca175c993a0fae0bf756e18');
INSERT INTO "journal_entries" VALUES('01a1fdfac029741faedeed6dd6f40357','2026-03-01 09:00:00.000000','refund-owed','01a1fdfac029741faedeed6b9476c5bc','01a1fdfabe7e76f3954ed00d3f6cb12f','01a1fdfabca175c993a0fae0bf756e18');
CREATE TABLE launches (
	id CHAR(32) NOT NULL, 
	slug TEXT NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	rocket_id CHAR(32) NOT NULL, 
	spaceport_id CHAR(32) NOT NULL, 
	destination VARCHAR(32) NOT NULL, 
	launch_at DATETIME NOT NULL, 
	price_cents BIGINT NOT NULL, 
	seats_total INTEGER NOT NULL, 
	minimum_occupancy VARCHAR(40) NOT NULL, 
	general_sale_at DATETIME, 
	suspended BOOLEAN NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	delays JSON NOT NULL, 
	history JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	search_text TEXT NOT NULL, 
	rocket_no BIGINT NOT NULL, 
	launch_us BIGINT NOT NULL, 
	sold INTEGER DEFAULT '0' NOT NULL, 
	taken TEXT NOT NULL, 
	CONSTRAINT pk_launches PRIMARY KEY (id), 
	CONSTRAINT ck_launches_destination CHECK ("destination" IN ('iss', 'low_earth_orbit', 'mars', 'moon')), 
	CONSTRAINT ck_launches_status CHECK ("status" IN ('aborted', 'delayed', 'failed', 'scheduled', 'successful')), 
	CONSTRAINT ck_launches_taken CHECK (length(taken) = seats_total), 
	CONSTRAINT ck_launches_price CHECK (price_cents > 0), 
	CONSTRAINT ck_launches_seats_total CHECK (seats_total >= 1), 
	CONSTRAINT ck_launches_sold CHECK (sold BETWEEN 0 AND seats_total), 
	CONSTRAINT ck_launches_version CHECK (version >= 1), 
	CONSTRAINT fk_launches_agency_id_agencies FOREIGN KEY(agency_id) REFERENCES agencies (id), 
	CONSTRAINT fk_launches_rocket_id_rockets FOREIGN KEY(rocket_id) REFERENCES rockets (id), 
	CONSTRAINT fk_launches_spaceport_id_spaceports FOREIGN KEY(spaceport_id) REFERENCES spaceports (id), 
	CONSTRAINT uq_launches_slug UNIQUE (slug)
);
INSERT INTO "launches" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1','heron-8-cape-9-moon-2036-02-27','01a1fdfabca175c993a0fae0bf756e18','01a1fdfabdc477658c0e0b7b1599d7cc','01a1fdfabdc870af81874b7e6b780cdb','moon','2036-03-08 09:00:00.000000',25000000,12,'0.5',NULL,0,'delayed','[{"id": "01a1fdfa-c017-75a7-8198-831320e6a5cc", "at": "2026-03-01T09:00:00+00:00", "launch_at_before": "2036-02-27T09:00:00+00:00", "launch_at": "2036-03-08T09:00:00+00:00", "reason": "Weather over the pad."}]','[{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2036-02-27T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, {"at": "2026-03-01T09:00:00+00:00", "status": "delayed", "launch_at": "2036-03-08T09:00:00+00:00", "reason": "Weather over the pad.", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}]','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2,'heron-8-cape-9-moon-2036-02-27
perigee lines 4
heron 8
cape 9',868644401400371148,2088579600000000,5,'111110000000');
INSERT INTO "launches" VALUES('01a1fdfabdf173ba922f6b0ccd162390','heron-10-cape-11-moon-2037-02-11','01a1fdfabca175c993a0fae0bf756e18','01a1fdfabde372f0ba2881b040a6fa6c','01a1fdfabdec74f1814d304cf4e755d7','moon','2037-02-11 09:00:00.000000',90000000,8,'0.5',NULL,0,'scheduled','[]','[{"at": "2026-03-01T09:00:00+00:00", "status": "scheduled", "launch_at": "2037-02-11T09:00:00+00:00", "reason": "", "by": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}]','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1,'heron-10-cape-11-moon-2037-02-11
perigee lines 4
heron 10
cape 11',731977533446617708,2117955600000000,2,'00100001');
CREATE TABLE outbox (
	id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	payload JSON NOT NULL, 
	service TEXT NOT NULL, 
	action TEXT NOT NULL, 
	actor CHAR(32), 
	request_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	published_at DATETIME, 
	CONSTRAINT pk_outbox PRIMARY KEY (id)
);
INSERT INTO "outbox" VALUES('01a1fdfabcd374b89ff655fbac326f36','agency-profile-changed','{"agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}','agency','create-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabcfe750cba0bfa02265be524','agency-status-changed','{"agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "status": "approved"}','test','approve-agency',NULL,'test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabd41736388bfac267ec5b402','agency-profile-changed','{"agency_id": "01a1fdfa-bd17-7226-8b5c-788098026be0"}','agency','create-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabdc6748b89d734a0dec40b80','rocket-changed','{"rocket_id": "01a1fdfa-bdc4-7765-8c0e-0b7b1599d7cc"}','test','add-rocket','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabdc973bf89aa5d37b62ff2bc','spaceport-changed','{"spaceport_id": "01a1fdfa-bdc8-70af-8187-4b7e6b780cdb"}','test','add-spaceport',NULL,'test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabdd1728cb737dde29db53e3c','launch-scheduled','{"launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}','test','schedule-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabde372f0ba2881b270dd2dbf','rocket-changed','{"rocket_id": "01a1fdfa-bde3-72f0-ba28-81b040a6fa6c"}','test','add-rocket','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabded711e9cb4c4cb2b9491b3','spaceport-changed','{"spaceport_id": "01a1fdfa-bdec-74f1-814d-304cf4e755d7"}','test','add-spaceport',NULL,'test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabdf275beb9e1d92033ed08a5','launch-scheduled','{"launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}','test','schedule-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe0075a4a28c1c08794dbe8c','seats-held','{"booking_id": "01a1fdfa-bdff-763e-a976-0660179abb36", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "count": 2}','test','book-seats','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe2774f0aa7f6b98b9183d2b','booking-confirmed','{"booking_id": "01a1fdfa-bdff-763e-a976-0660179abb36", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}','test','confirm-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe437772b002d89561be08db','seats-held','{"booking_id": "01a1fdfa-be43-7772-b002-d894656e8e8d", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "count": 2}','test','book-seats','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe6276169ec29c84aa6a02f8','booking-confirmed','{"booking_id": "01a1fdfa-be43-7772-b002-d894656e8e8d", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}','test','confirm-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe7e76f3954ed00ec565b5b3','seats-held','{"booking_id": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "count": 1}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe8e73d2be4959a10615718b','booking-confirmed','{"booking_id": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}','test','confirm-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabe9e70d9bbf8379401f38bc0','seats-held','{"booking_id": "01a1fdfa-be9e-70d9-bbf8-3793f5594909", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890", "count": 3}','test','book-seats','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabea475b2b80f8b6fc9215c89','seats-held','{"booking_id": "01a1fdfa-bea4-75b2-b80f-8b6ed7ecd86e", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "count": 1}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabebb7696bc91937cc2852465','payment-declined','{"booking_id": "01a1fdfa-bea4-75b2-b80f-8b6ed7ecd86e", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "reason": "declined"}','test','settle-payment','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabed47757b16006c5c75c2d19','booking-cancelled','{"booking_id": "01a1fdfa-be43-7772-b002-d894656e8e8d", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "cancelled_by": "traveler", "refund_id": "01a1fdfa-bece-71e4-8c5f-dfc02384b988", "refund": "1620000.00"}','test','cancel-booking','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabf047304a4450b632d41c2b0','refund-executed','{"booking_id": "01a1fdfa-be43-7772-b002-d894656e8e8d", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "refund_id": "01a1fdfa-bece-71e4-8c5f-dfc02384b988", "amount": "1620000.00"}','worker','execute-refund',NULL,'01a1fdfa-bede-708c-85b4-f8aa3917f70e','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabfda7342b31842ec32523110','seats-held','{"booking_id": "01a1fdfa-bfda-7342-b318-42eb0dc23039", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "count": 1}','test','book-seats','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabff4748883d500c66ee116fa','booking-confirmed','{"booking_id": "01a1fdfa-bfda-7342-b318-42eb0dc23039", "launch_id": "01a1fdfa-bdf1-73ba-922f-6b0ccd162390", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}','test','confirm-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfac0197211bfe0e67a50905892','launch-delayed','{"launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "delay_id": "01a1fdfa-c017-75a7-8198-831320e6a5cc"}','test','delay-launch','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000',NULL);
INSERT INTO "outbox" VALUES('01a1fdfac029741faedeed6eccb7c88c','booking-cancelled','{"booking_id": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f", "launch_id": "01a1fdfa-bdcd-77d2-b99f-99e56eceb1a1", "agency_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "traveler_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "cancelled_by": "traveler", "refund_id": "01a1fdfa-c029-741f-aede-ed6b9476c5bc", "refund": "225000.00"}','test','cancel-booking','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000',NULL);
CREATE TABLE postings (
	entry_id CHAR(32) NOT NULL, 
	line INTEGER NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	amount_cents BIGINT NOT NULL, 
	CONSTRAINT pk_postings PRIMARY KEY (entry_id, line), 
	CONSTRAINT ck_postings_account CHECK ("account" IN ('agencies', 'gateway', 'refunds_owed')), 
	CONSTRAINT fk_postings_entry_id_journal_entries FOREIGN KEY(entry_id) REFERENCES journal_entries (id)
);
INSERT INTO "postings" VALUES('01a1fdfabe327263aa65d873abe6fd4b',0,'gateway',50000000);
INSERT INTO "postings" VALUES('01a1fdfabe327263aa65d873abe6fd4b',1,'agencies',-50000000);
INSERT INTO "postings" VALUES('01a1fdfabe6a725aa5d912930e637519',0,'gateway',90000000);
INSERT INTO "postings" VALUES('01a1fdfabe6a725aa5d912930e637519',1,'agencies',-90000000);
INSERT INTO "postings" VALUES('01a1fdfabe7173e9ae0a9906950b0735',0,'gateway',90000000);
INSERT INTO "postings" VALUES('01a1fdfabe7173e9ae0a9906950b0735',1,'agencies',-90000000);
INSERT INTO "postings" VALUES('01a1fdfabe91747cbeb9b3489dd77453',0,'gateway',25000000);
INSERT INTO "postings" VALUES('01a1fdfabe91747cbeb9b3489dd77453',1,'agencies',-25000000);
INSERT INTO "postings" VALUES('01a1fdfabecf755589d012ee8f3d5331',0,'agencies',162000000);
INSERT INTO "postings" VALUES('01a1fdfabecf755589d012ee8f3d5331',1,'refunds_owed',-162000000);
INSERT INTO "postings" VALUES('01a1fdfabf0274a2bae51254cfb30aa7',0,'refunds_owed',162000000);
INSERT INTO "postings" VALUES('01a1fdfabf0274a2bae51254cfb30aa7',1,'gateway',-162000000);
INSERT INTO "postings" VALUES('01a1fdfabffd7762935f0efeb3d0e1a1',0,'gateway',90000000);
INSERT INTO "postings" VALUES('01a1fdfabffd7762935f0efeb3d0e1a1',1,'agencies',-90000000);
INSERT INTO "postings" VALUES('01a1fdfac029741faedeed6dd6f40357',0,'agencies',22500000);
INSERT INTO "postings" VALUES('01a1fdfac029741faedeed6dd6f40357',1,'refunds_owed',-22500000);
CREATE TABLE quotes (
	id CHAR(32) NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	booking_version INTEGER NOT NULL, 
	delays INTEGER NOT NULL, 
	refund_cents BIGINT NOT NULL, 
	share VARCHAR(40) NOT NULL, 
	explanation TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	refund_id CHAR(32), 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_quotes PRIMARY KEY (id), 
	CONSTRAINT ck_quotes_version CHECK (version >= 1), 
	CONSTRAINT fk_quotes_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id)
);
INSERT INTO "quotes" VALUES('01a1fdfabec37420ac2100fb97bf7807','01a1fdfabe437772b002d894656e8e8d',4,0,162000000,'0.9','4000 days before lift-off give back 90% (365 days or more: 90%; 90 days or more: 70%; less: 0%).','2026-03-01 09:15:00.000000','2026-03-01 09:00:00.000000','01a1fdfabece71e48c5fdfc02384b988','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "quotes" VALUES('01a1fdfac01d7609898525e4973d1f09','01a1fdfabe7e76f3954ed00d3f6cb12f',4,1,22500000,'0.9','3660 days before lift-off give back 90% (365 days or more: 90%; 90 days or more: 70%; less: 0%).','2026-03-01 09:15:00.000000','2026-03-01 09:00:00.000000','01a1fdfac029741faedeed6b9476c5bc','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
CREATE TABLE receipt_counters (
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_receipt_counters PRIMARY KEY (year)
);
INSERT INTO "receipt_counters" VALUES(2026,5);
CREATE TABLE receipts (
	id CHAR(32) NOT NULL, 
	number TEXT NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	subject CHAR(32) NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	booking_reference TEXT NOT NULL, 
	traveler_id CHAR(32) NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	amount_cents BIGINT NOT NULL, 
	issued_at DATETIME NOT NULL, 
	traveler JSON NOT NULL, 
	agency JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_receipts PRIMARY KEY (id), 
	CONSTRAINT ck_receipts_kind CHECK ("kind" IN ('payment', 'refund')), 
	CONSTRAINT ck_receipts_version CHECK (version >= 1), 
	CONSTRAINT fk_receipts_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id), 
	CONSTRAINT uq_receipts_kind_subject UNIQUE (kind, subject), 
	CONSTRAINT uq_receipts_number UNIQUE (number)
);
INSERT INTO "receipts" VALUES('01a1fdfabe3473a18cc7902fb1619e18','RC-2026-000001','payment','01a1fdfabe02716da9f639f39b88d64b','01a1fdfabdff763ea9760660179abb36','AB-PSENSB','01a1fdfab96471f7b7a5fb5473000ac7','01a1fdfabca175c993a0fae0bf756e18',50000000,'2026-03-01 09:00:00.000000','{"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}','{"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "receipts" VALUES('01a1fdfabe737219aaee6858d0678022','RC-2026-000002','payment','01a1fdfabe487280af6a080df1510800','01a1fdfabe437772b002d894656e8e8d','AB-DM3XPJ','01a1fdfab96471f7b7a5fb5473000ac7','01a1fdfabca175c993a0fae0bf756e18',180000000,'2026-03-01 09:00:00.000000','{"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}','{"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "receipts" VALUES('01a1fdfabe9274178dbfe7659383fd70','RC-2026-000003','payment','01a1fdfabe8070ea9b3c2b168abb80a9','01a1fdfabe7e76f3954ed00d3f6cb12f','AB-F9CSPZ','01a1fdfabb0774309b84cd5130291a8d','01a1fdfabca175c993a0fae0bf756e18',25000000,'2026-03-01 09:00:00.000000','{"name": "Ada Moreno2", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}','{"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "receipts" VALUES('01a1fdfabf0373fa95567841eea7997f','RC-2026-000004','refund','01a1fdfabece71e48c5fdfc02384b988','01a1fdfabe437772b002d894656e8e8d','AB-DM3XPJ','01a1fdfab96471f7b7a5fb5473000ac7','01a1fdfabca175c993a0fae0bf756e18',162000000,'2026-03-01 09:00:00.000000','{"name": "Ada Moreno1", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}','{"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "receipts" VALUES('01a1fdfabfff75ef9170e42c2fb121de','RC-2026-000005','payment','01a1fdfabfe07673a91c93000bf9f65f','01a1fdfabfda7342b31842eb0dc23039','AB-S1C4W6','01a1fdfabb0774309b84cd5130291a8d','01a1fdfabca175c993a0fae0bf756e18',90000000,'2026-03-01 09:00:00.000000','{"name": "Ada Moreno2", "tax_id": "12345678Z", "address": "Calle Mayor 1, Madrid, ES"}','{"name": "Perigee Lines 4", "tax_id": "B58378431", "address": "Gran Via 1, Madrid, ES"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE refunds (
	id CHAR(32) NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	launch_id CHAR(32) NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	traveler_id CHAR(32) NOT NULL, 
	amount_cents BIGINT NOT NULL, 
	reason VARCHAR(32) NOT NULL, 
	parts JSON NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	attempts INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	lease_until DATETIME, 
	last_error TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	executed_at DATETIME, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_refunds PRIMARY KEY (id), 
	CONSTRAINT ck_refunds_reason CHECK ("reason" IN ('cancellation', 'delay_refused', 'late_payment', 'launch_aborted', 'launch_failed')), 
	CONSTRAINT ck_refunds_status CHECK ("status" IN ('executing', 'failed', 'pending', 'settled_by_hand', 'succeeded')), 
	CONSTRAINT ck_refunds_amount CHECK (amount_cents >= 0), 
	CONSTRAINT ck_refunds_version CHECK (version >= 1), 
	CONSTRAINT fk_refunds_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id)
);
INSERT INTO "refunds" VALUES('01a1fdfabece71e48c5fdfc02384b988','01a1fdfabe437772b002d894656e8e8d','01a1fdfabdf173ba922f6b0ccd162390','01a1fdfabca175c993a0fae0bf756e18','01a1fdfab96471f7b7a5fb5473000ac7',162000000,'cancellation','[{"charge_id": "01a1fdfa-be4a-75d2-8348-aaa715f395f7", "amount": "900000.00", "provider_refund_id": "re_11a32ccdd603398d76e8a641"}, {"charge_id": "01a1fdfa-be4a-75d2-8348-aaa5ae7a2866", "amount": "720000.00", "provider_refund_id": "re_d2cbb597edcdbdb50673cdb4"}]','succeeded',1,'2026-03-01 09:00:00.000000',NULL,'','','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "refunds" VALUES('01a1fdfac029741faedeed6b9476c5bc','01a1fdfabe7e76f3954ed00d3f6cb12f','01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabca175c993a0fae0bf756e18','01a1fdfabb0774309b84cd5130291a8d',22500000,'cancellation','[{"charge_id": "01a1fdfa-be81-7572-82d8-a054bc484e82", "amount": "225000.00", "provider_refund_id": null}]','pending',0,'2026-03-01 09:00:00.000000',NULL,'','',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE rockets (
	id CHAR(32) NOT NULL, 
	agency_id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	model TEXT NOT NULL, 
	capacity INTEGER NOT NULL, 
	range VARCHAR(32) NOT NULL, 
	description TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_rockets PRIMARY KEY (id), 
	CONSTRAINT ck_rockets_range CHECK ("range" IN ('iss', 'low_earth_orbit', 'mars', 'moon')), 
	CONSTRAINT ck_rockets_capacity CHECK (capacity >= 1), 
	CONSTRAINT ck_rockets_version CHECK (version >= 1), 
	CONSTRAINT fk_rockets_agency_id_agencies FOREIGN KEY(agency_id) REFERENCES agencies (id)
);
INSERT INTO "rockets" VALUES('01a1fdfabdc477658c0e0b7b1599d7cc','01a1fdfabca175c993a0fae0bf756e18','Heron 8','II',12,'mars','','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "rockets" VALUES('01a1fdfabde372f0ba2881b040a6fa6c','01a1fdfabca175c993a0fae0bf756e18','Heron 10','II',10,'mars','','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE seat_counters (
	launch_id CHAR(32) NOT NULL, 
	traveler_id CHAR(32) NOT NULL, 
	seats INTEGER NOT NULL, 
	open_holds INTEGER NOT NULL, 
	CONSTRAINT pk_seat_counters PRIMARY KEY (launch_id, traveler_id), 
	CONSTRAINT ck_seat_counters_open_holds CHECK (open_holds >= 0), 
	CONSTRAINT ck_seat_counters_seats CHECK (seats >= 0)
)
 WITHOUT ROWID

;
INSERT INTO "seat_counters" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfab96471f7b7a5fb5473000ac7',2,0);
INSERT INTO "seat_counters" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabb0774309b84cd5130291a8d',0,0);
INSERT INTO "seat_counters" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1','01a1fdfabc56725e9d6e5a2e51de6890',3,1);
INSERT INTO "seat_counters" VALUES('01a1fdfabdf173ba922f6b0ccd162390','01a1fdfab96471f7b7a5fb5473000ac7',0,0);
INSERT INTO "seat_counters" VALUES('01a1fdfabdf173ba922f6b0ccd162390','01a1fdfabb0774309b84cd5130291a8d',2,1);
CREATE TABLE seats (
	launch_id CHAR(32) NOT NULL, 
	seat_no INTEGER NOT NULL, 
	booking_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_seats PRIMARY KEY (launch_id, seat_no), 
	CONSTRAINT ck_seats_seat_no CHECK (seat_no >= 1), 
	CONSTRAINT fk_seats_booking_id_bookings FOREIGN KEY(booking_id) REFERENCES bookings (id)
)
 WITHOUT ROWID

;
INSERT INTO "seats" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1',1,'01a1fdfabdff763ea9760660179abb36');
INSERT INTO "seats" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1',2,'01a1fdfabdff763ea9760660179abb36');
INSERT INTO "seats" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1',3,'01a1fdfabe9e70d9bbf83793f5594909');
INSERT INTO "seats" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1',4,'01a1fdfabe9e70d9bbf83793f5594909');
INSERT INTO "seats" VALUES('01a1fdfabdcd77d2b99f99e56eceb1a1',5,'01a1fdfabe9e70d9bbf83793f5594909');
INSERT INTO "seats" VALUES('01a1fdfabdf173ba922f6b0ccd162390',3,'01a1fdfabea475b2b80f8b6ed7ecd86e');
INSERT INTO "seats" VALUES('01a1fdfabdf173ba922f6b0ccd162390',8,'01a1fdfabfda7342b31842eb0dc23039');
CREATE TABLE spaceports (
	id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	location TEXT NOT NULL, 
	latitude DOUBLE NOT NULL, 
	longitude DOUBLE NOT NULL, 
	time_zone TEXT NOT NULL, 
	description TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_spaceports PRIMARY KEY (id), 
	CONSTRAINT ck_spaceports_version CHECK (version >= 1), 
	CONSTRAINT uq_spaceports_name UNIQUE (name)
);
INSERT INTO "spaceports" VALUES('01a1fdfabdc870af81874b7e6b780cdb','Cape 9','Florida',28.5,-80.6,'America/New_York','','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "spaceports" VALUES('01a1fdfabdec74f1814d304cf4e755d7','Cape 11','Florida',28.5,-80.6,'America/New_York','','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE travelers (
	id CHAR(32) NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	country TEXT NOT NULL, 
	tax_id TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	source_version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_travelers PRIMARY KEY (id), 
	CONSTRAINT ck_travelers_version CHECK (version >= 1)
);
INSERT INTO "travelers" VALUES('01a1fdfab96471f7b7a5fb5473000ac7','Ada','Moreno1','traveler1@example.test','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z',1,3,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "travelers" VALUES('01a1fdfabb0774309b84cd5130291a8d','Ada','Moreno2','traveler2@example.test','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z',1,3,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "travelers" VALUES('01a1fdfabc56725e9d6e5a2e51de6890','Ada','Moreno3','traveler3@example.test','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z',1,3,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE INDEX ix_agencies_name ON agencies (company_name, id);
CREATE INDEX ix_changes_key ON changes ("key");
CREATE INDEX ix_journal_entries_booking ON journal_entries (booking_id);
CREATE INDEX ix_outbox_unpublished ON outbox (at, id) WHERE published_at IS NULL;
CREATE INDEX ix_rockets_agency ON rockets (agency_id, name, id);
CREATE INDEX ix_launches_agency ON launches (agency_id, launch_at, id);
CREATE INDEX ix_launches_by_date ON launches (launch_at, id) WHERE status IN ('delayed', 'scheduled') AND NOT suspended;
CREATE INDEX ix_launches_by_destination_and_date ON launches (destination, launch_at, id) WHERE status IN ('delayed', 'scheduled') AND NOT suspended;
CREATE INDEX ix_launches_by_destination_and_price ON launches (destination, price_cents, id) WHERE status IN ('delayed', 'scheduled') AND NOT suspended;
CREATE INDEX ix_launches_by_price ON launches (price_cents, id) WHERE status IN ('delayed', 'scheduled') AND NOT suspended;
CREATE INDEX ix_launches_launch_at ON launches (launch_at, id);
CREATE INDEX ix_launches_rocket ON launches (rocket_no, launch_us);
CREATE INDEX ix_launches_rocket_id ON launches (rocket_id);
CREATE INDEX ix_launches_spaceport ON launches (spaceport_id);
CREATE INDEX ix_bookings_agency ON bookings (agency_id, created_at, id);
CREATE INDEX ix_bookings_booked ON bookings (traveler_id, launch_id) WHERE status IN ('completed', 'confirmed');
CREATE INDEX ix_bookings_held ON bookings (launch_id, held_until) WHERE status IN ('held');
CREATE INDEX ix_bookings_launch ON bookings (launch_id, created_at, id);
CREATE INDEX ix_bookings_newest ON bookings (created_at, id);
CREATE INDEX ix_bookings_traveler ON bookings (traveler_id, created_at, id);
CREATE INDEX ix_charges_attempt ON charges (attempt_id, id);
CREATE INDEX ix_charges_booking ON charges (booking_id, created_at, id);
CREATE INDEX ix_charges_unsettled ON charges (lease_until, attempt_id) WHERE status IN ('authorized', 'pending', 'requires_action');
CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);
CREATE INDEX ix_receipts_booking ON receipts (booking_id, number);
CREATE INDEX ix_refunds_booking ON refunds (booking_id, created_at, id);
CREATE INDEX ix_refunds_due ON refunds (due_at, id) WHERE status IN ('executing', 'pending');
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END;
CREATE TRIGGER journal_entries_no_update BEFORE UPDATE ON journal_entries BEGIN SELECT RAISE(ABORT, 'journal_entries is append-only'); END;
CREATE TRIGGER journal_entries_no_delete BEFORE DELETE ON journal_entries BEGIN SELECT RAISE(ABORT, 'journal_entries is append-only'); END;
CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER launches_turn_around_insert BEFORE INSERT ON launches
WHEN NEW.status <> 'aborted' AND EXISTS (
  SELECT 1 FROM launches AS other
  WHERE other.rocket_no = NEW.rocket_no AND other.id <> NEW.id AND other.status <> 'aborted'
    AND other.launch_us > NEW.launch_us - 86400000000 AND other.launch_us < NEW.launch_us + 86400000000
)
BEGIN SELECT RAISE(ABORT, 'ex_launches_turn_around'); END;
CREATE TRIGGER launches_turn_around_update BEFORE UPDATE OF status, launch_us, rocket_no ON launches
WHEN NEW.status <> 'aborted' AND EXISTS (
  SELECT 1 FROM launches AS other
  WHERE other.rocket_no = NEW.rocket_no AND other.id <> NEW.id AND other.status <> 'aborted'
    AND other.launch_us > NEW.launch_us - 86400000000 AND other.launch_us < NEW.launch_us + 86400000000
)
BEGIN SELECT RAISE(ABORT, 'ex_launches_turn_around'); END;
COMMIT;
