BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "changes" VALUES('01a1fdfaba85712eadd9509a8b67383a','account','01a1fdfab96471f7b7a5fb5473000ac7',1,'{"id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "email": {"old": null, "new": "traveler1@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "traveler"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": ""}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno1"}, "status": {"old": null, "new": "unconfirmed"}}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfaba87744dbf8857491e47b514','profile','01a1fdfab96471f7b7a5fb5473000ac7',1,'{"user_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno1"}, "birth_date": {"old": null, "new": "1990-04-12"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfaba9577cf9c42fcf46140c41d','link','01a1fdfaba887724b234aa95eff09ee3',1,'{"id": {"old": null, "new": "01a1fdfa-ba88-7724-b234-aa95eff09ee3"}, "user_id": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfaba997311b185d681ae2ee7fc','account','01a1fdfab96471f7b7a5fb5473000ac7',2,'{"status": {"old": "unconfirmed", "new": "active"}}','test','confirm-email',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabac375fd806e43722c51928e','notification','01a1fdfabac173c0b2db02ac1ff4ead3',1,'{"id": {"old": null, "new": "01a1fdfa-bac1-73c0-b2db-02ac1ff4ead3"}, "event_id": {"old": null, "new": "01a1fdfa-ba95-77cf-9c42-fcf542f9115e"}, "recipient": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "kind": {"old": null, "new": "confirm_email"}, "subject_id": {"old": null, "new": "01a1fdfa-ba88-7724-b234-aa95eff09ee3"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 1}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabaef7533a7367ffd699d4958','link','01a1fdfaba887724b234aa95eff09ee3',2,'{"secret_hash": {"old": "***", "new": "***"}}','notify','claim-notification',NULL,'01a1fdfa-bae9-7317-8835-fd7784c60c5c','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabaf1744abf9b64af4796b4f5','notification','01a1fdfabac173c0b2db02ac1ff4ead3',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bae9-7317-8835-fd7784c60c5c','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabb0077f5b5e36f73a9e97db3','notification','01a1fdfabac173c0b2db02ac1ff4ead3',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bae9-7317-8835-fd7784c60c5c','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabbe176be8a934a96b9819bcb','account','01a1fdfabb0774309b84cd5130291a8d',1,'{"id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "email": {"old": null, "new": "traveler2@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "traveler"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": ""}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno2"}, "status": {"old": null, "new": "unconfirmed"}}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabbe176be8a934a985c6199b4','profile','01a1fdfabb0774309b84cd5130291a8d',1,'{"user_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno2"}, "birth_date": {"old": null, "new": "1990-04-12"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabbe27280a2773d17d2ba3fab','link','01a1fdfabbe27280a2773d166446e47a',1,'{"id": {"old": null, "new": "01a1fdfa-bbe2-7280-a277-3d166446e47a"}, "user_id": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabbfa742d81b4aae04250a523','account','01a1fdfabb0774309b84cd5130291a8d',2,'{"status": {"old": "unconfirmed", "new": "active"}}','test','confirm-email',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc22763db65178d2e04511bc','notification','01a1fdfabc2170488b13277b641c2b8a',1,'{"id": {"old": null, "new": "01a1fdfa-bc21-7048-8b13-277b641c2b8a"}, "event_id": {"old": null, "new": "01a1fdfa-bbe2-7280-a277-3d18edff1807"}, "recipient": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "kind": {"old": null, "new": "confirm_email"}, "subject_id": {"old": null, "new": "01a1fdfa-bbe2-7280-a277-3d166446e47a"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 1}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc407645bcc408792047d465','link','01a1fdfabbe27280a2773d166446e47a',2,'{"secret_hash": {"old": "***", "new": "***"}}','notify','claim-notification',NULL,'01a1fdfa-bc36-7682-97fc-a9603735fc9f','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc4173c9a1c12901f00a8a69','notification','01a1fdfabc2170488b13277b641c2b8a',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bc36-7682-97fc-a9603735fc9f','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc51721ca5bb3b8ba811ce68','notification','01a1fdfabc2170488b13277b641c2b8a',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bc36-7682-97fc-a9603735fc9f','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc7971638276fcdd57625858','account','01a1fdfabc56725e9d6e5a2e51de6890',1,'{"id": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "email": {"old": null, "new": "traveler3@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "traveler"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": ""}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno3"}, "status": {"old": null, "new": "unconfirmed"}}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc7971638276fcdf49b04dc3','profile','01a1fdfabc56725e9d6e5a2e51de6890',1,'{"user_id": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "first_name": {"old": null, "new": "Ada"}, "last_name": {"old": null, "new": "Moreno3"}, "birth_date": {"old": null, "new": "1990-04-12"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc7971638276fce2e87d6a0f','link','01a1fdfabc7971638276fce143753fb6',1,'{"id": {"old": null, "new": "01a1fdfa-bc79-7163-8276-fce143753fb6"}, "user_id": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc7c71b29967897202a3a12b','account','01a1fdfabc56725e9d6e5a2e51de6890',2,'{"status": {"old": "unconfirmed", "new": "active"}}','test','confirm-email',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc89744383044728bf5ff231','notification','01a1fdfabc8872aaa0275a5b75fab512',1,'{"id": {"old": null, "new": "01a1fdfa-bc88-72aa-a027-5a5b75fab512"}, "event_id": {"old": null, "new": "01a1fdfa-bc79-7163-8276-fce3d24226f6"}, "recipient": {"old": null, "new": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890"}, "kind": {"old": null, "new": "confirm_email"}, "subject_id": {"old": null, "new": "01a1fdfa-bc79-7163-8276-fce143753fb6"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 1}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc8d74f19005031fa1188285','link','01a1fdfabc7971638276fce143753fb6',2,'{"secret_hash": {"old": "***", "new": "***"}}','notify','claim-notification',NULL,'01a1fdfa-bc8c-710a-8da6-1b8b1a538c57','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc8e72138bfed2f4a5b53e6b','notification','01a1fdfabc8872aaa0275a5b75fab512',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bc8c-710a-8da6-1b8b1a538c57','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabc9373b88f46c29f584499bb','notification','01a1fdfabc8872aaa0275a5b75fab512',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bc8c-710a-8da6-1b8b1a538c57','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcc2725bb167ec1ecdfd6b9a','account','01a1fdfabca175c993a0fae0bf756e18',1,'{"id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "email": {"old": null, "new": "agency4@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "agency"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": "+34600123456"}, "first_name": {"old": null, "new": "Noor"}, "last_name": {"old": null, "new": "Haddad"}, "status": {"old": null, "new": "unconfirmed"}, "company": {"old": null, "new": {"company_name": "Perigee Lines 4", "description": "Flights to anywhere up there.", "contact_person": "Noor Haddad", "contact_email": "desk4@example.test", "contact_phone": "+34600123456", "tax_id": "B58378431", "legal_address": "Gran Via 1, Madrid", "country": "ES"}}}','test','register-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcc2725bb167ec2149813ffa','link','01a1fdfabcc2725bb167ec20d20077b3',1,'{"id": {"old": null, "new": "01a1fdfa-bcc2-725b-b167-ec20d20077b3"}, "user_id": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabccc70698f26ef501656d420','account','01a1fdfabca175c993a0fae0bf756e18',2,'{"status": {"old": "unconfirmed", "new": "active"}}','test','confirm-email',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcd97212b796b421570961ea','notification','01a1fdfabcd87401b17400104855a3b8',1,'{"id": {"old": null, "new": "01a1fdfa-bcd8-7401-b174-00104855a3b8"}, "event_id": {"old": null, "new": "01a1fdfa-bcc2-725b-b167-ec229c3ba890"}, "recipient": {"old": null, "new": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18"}, "kind": {"old": null, "new": "confirm_email"}, "subject_id": {"old": null, "new": "01a1fdfa-bcc2-725b-b167-ec20d20077b3"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 1}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabceb72bdb05e6e0b0853c43e','link','01a1fdfabcc2725bb167ec20d20077b3',2,'{"secret_hash": {"old": "***", "new": "***"}}','notify','claim-notification',NULL,'01a1fdfa-bcea-756f-a673-3ff9fe90648d','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcec70a69b813e918c9c65ae','notification','01a1fdfabcd87401b17400104855a3b8',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bcea-756f-a673-3ff9fe90648d','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabcf5702f88fecf7a3070ca29','notification','01a1fdfabcd87401b17400104855a3b8',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bcea-756f-a673-3ff9fe90648d','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd3971f89bea176c69740d16','account','01a1fdfabd1772268b5c788098026be0',1,'{"id": {"old": null, "new": "01a1fdfa-bd17-7226-8b5c-788098026be0"}, "email": {"old": null, "new": "agency5@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "agency"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": "+34600123456"}, "first_name": {"old": null, "new": "Noor"}, "last_name": {"old": null, "new": "Haddad"}, "status": {"old": null, "new": "unconfirmed"}, "company": {"old": null, "new": {"company_name": "Perigee Lines 5", "description": "Flights to anywhere up there.", "contact_person": "Noor Haddad", "contact_email": "desk5@example.test", "contact_phone": "+34600123456", "tax_id": "B58378431", "legal_address": "Gran Via 1, Madrid", "country": "ES"}}}','test','register-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd3971f89bea176f915170b9','link','01a1fdfabd3971f89bea176ed30491d3',1,'{"id": {"old": null, "new": "01a1fdfa-bd39-71f8-9bea-176ed30491d3"}, "user_id": {"old": null, "new": "01a1fdfa-bd17-7226-8b5c-788098026be0"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd3d75c89556eba00a3822b7','account','01a1fdfabd1772268b5c788098026be0',2,'{"status": {"old": "unconfirmed", "new": "active"}}','test','confirm-email',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd4975a79c7b4b4d1f454549','notification','01a1fdfabd4871bfbfac7300712b2f93',1,'{"id": {"old": null, "new": "01a1fdfa-bd48-71bf-bfac-7300712b2f93"}, "event_id": {"old": null, "new": "01a1fdfa-bd39-71f8-9bea-1770f959e3a4"}, "recipient": {"old": null, "new": "01a1fdfa-bd17-7226-8b5c-788098026be0"}, "kind": {"old": null, "new": "confirm_email"}, "subject_id": {"old": null, "new": "01a1fdfa-bd39-71f8-9bea-176ed30491d3"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 1}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd5f706abcea8d5232f74ba1','link','01a1fdfabd3971f89bea176ed30491d3',2,'{"secret_hash": {"old": "***", "new": "***"}}','notify','claim-notification',NULL,'01a1fdfa-bd5d-7601-ac85-9bbad221c858','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd5f706abcea8d53d861a53f','notification','01a1fdfabd4871bfbfac7300712b2f93',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bd5d-7601-ac85-9bbad221c858','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd6977abbed5b1af526be594','notification','01a1fdfabd4871bfbfac7300712b2f93',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bd5d-7601-ac85-9bbad221c858','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabd96774db8e12533f903f8dd','account','01a1fdfabd737484ab2e7de31900dcdc',1,'{"id": {"old": null, "new": "01a1fdfa-bd73-7484-ab2e-7de31900dcdc"}, "email": {"old": null, "new": "employee6@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "employee"}, "position": {"old": null, "new": "it"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": "+14155552671"}, "first_name": {"old": null, "new": "Mae"}, "last_name": {"old": null, "new": "Ito"}, "status": {"old": null, "new": "active"}}','test','create-employee',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabdbc72289753f5592250255a','account','01a1fdfabd9c70bb9d30afb2e1992495',1,'{"id": {"old": null, "new": "01a1fdfa-bd9c-70bb-9d30-afb2e1992495"}, "email": {"old": null, "new": "employee7@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "employee"}, "position": {"old": null, "new": "operations"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": "+14155552671"}, "first_name": {"old": null, "new": "Mae"}, "last_name": {"old": null, "new": "Ito"}, "status": {"old": null, "new": "active"}}','test','create-employee',NULL,'test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabee272249aaef78522cfb2c9','notification','01a1fdfabee1741b9f987d074f1638d6',1,'{"id": {"old": null, "new": "01a1fdfa-bee1-741b-9f98-7d074f1638d6"}, "event_id": {"old": null, "new": "01a1fdfa-be27-74f0-aa7f-6b98b9183d2b"}, "recipient": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "kind": {"old": null, "new": "booking_confirmed"}, "subject_id": {"old": null, "new": "01a1fdfa-bdff-763e-a976-0660179abb36"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 2}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabee9741f84259e890ba05eb9','notification','01a1fdfabee876c78bd59537863b1b16',1,'{"id": {"old": null, "new": "01a1fdfa-bee8-76c7-8bd5-9537863b1b16"}, "event_id": {"old": null, "new": "01a1fdfa-be62-7616-9ec2-9c84aa6a02f8"}, "recipient": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "kind": {"old": null, "new": "booking_confirmed"}, "subject_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 2}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabeea74b7ab8263bb557750dc','notification','01a1fdfabeea74b7ab8263ba18f0f178',1,'{"id": {"old": null, "new": "01a1fdfa-beea-74b7-ab82-63ba18f0f178"}, "event_id": {"old": null, "new": "01a1fdfa-be8e-73d2-be49-59a10615718b"}, "recipient": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "kind": {"old": null, "new": "booking_confirmed"}, "subject_id": {"old": null, "new": "01a1fdfa-be7e-76f3-954e-d00d3f6cb12f"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 2}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabef171098a51233208604b4b','notification','01a1fdfabef072a884b8e06c664bfb43',1,'{"id": {"old": null, "new": "01a1fdfa-bef0-72a8-84b8-e06c664bfb43"}, "event_id": {"old": null, "new": "01a1fdfa-bed4-7757-b160-06c5c75c2d19"}, "recipient": {"old": null, "new": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7"}, "kind": {"old": null, "new": "booking_cancelled"}, "subject_id": {"old": null, "new": "01a1fdfa-be43-7772-b002-d894656e8e8d"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 2}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {"refund": "1620000.00", "cancelled_by": "traveler"}}}','notify','queue-mail','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf0a705c9d1a7effe725ef76','notification','01a1fdfabee1741b9f987d074f1638d6',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf2575999d00434f887ceb18','notification','01a1fdfabee1741b9f987d074f1638d6',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf29749387fbdd655d5f0d3b','notification','01a1fdfabee876c78bd59537863b1b16',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf3574768ee4e5703701b1ea','notification','01a1fdfabee876c78bd59537863b1b16',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf3974c7ba84e58f12d98f9b','notification','01a1fdfabeea74b7ab8263ba18f0f178',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf417718990f85944db8179e','notification','01a1fdfabeea74b7ab8263ba18f0f178',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf43775e8e104512c7696696','notification','01a1fdfabef072a884b8e06c664bfb43',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfabf6275808bb65a5d71ce9988','notification','01a1fdfabef072a884b8e06c664bfb43',3,'{"status": {"old": "processing", "new": "sent"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "sent_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','send-notification',NULL,'01a1fdfa-bf08-75f7-8c24-d312327c9fbf','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac0037792912f7ef6b7c2585c','notification','01a1fdfac0037792912f7ef5aad86402',1,'{"id": {"old": null, "new": "01a1fdfa-c003-7792-912f-7ef5aad86402"}, "event_id": {"old": null, "new": "01a1fdfa-bff4-7488-83d5-00c66ee116fa"}, "recipient": {"old": null, "new": "01a1fdfa-bb07-7430-9b84-cd5130291a8d"}, "kind": {"old": null, "new": "booking_confirmed"}, "subject_id": {"old": null, "new": "01a1fdfa-bfda-7342-b318-42eb0dc23039"}, "status": {"old": null, "new": "pending"}, "priority": {"old": null, "new": 2}, "due_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}, "attempts": {"old": null, "new": 0}, "failure": {"old": null, "new": ""}, "details": {"old": null, "new": {}}}','notify','queue-mail','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac00876dbb2e9981bdca5aa06','notification','01a1fdfac0037792912f7ef5aad86402',2,'{"status": {"old": "pending", "new": "processing"}, "attempts": {"old": 0, "new": 1}, "lease_until": {"old": null, "new": "2026-03-01T09:01:00+00:00"}, "last_attempt_at": {"old": null, "new": "2026-03-01T09:00:00+00:00"}}','notify','claim-notification',NULL,'01a1fdfa-c006-705b-ad06-8c1a7f66085e','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac00f77cc81eb299c753fb32c','notification','01a1fdfac0037792912f7ef5aad86402',3,'{"status": {"old": "processing", "new": "pending"}, "due_at": {"old": "2026-03-01T09:00:00+00:00", "new": "2026-03-01T09:00:19.866210+00:00"}, "lease_until": {"old": "2026-03-01T09:01:00+00:00", "new": null}, "failure": {"old": "", "new": "refused: 451 later"}}','notify','send-notification',NULL,'01a1fdfa-c006-705b-ad06-8c1a7f66085e','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac0967496bf3b8bca906cc40b','account','01a1fdfac03176fc81ecd41c33dac4ea',1,'{"id": {"old": null, "new": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea"}, "email": {"old": null, "new": "late@example.test"}, "password_hash": {"old": "***", "new": "***"}, "role": {"old": null, "new": "traveler"}, "department": {"old": null, "new": ""}, "phone": {"old": null, "new": ""}, "first_name": {"old": null, "new": "Lee"}, "last_name": {"old": null, "new": "Late"}, "status": {"old": null, "new": "unconfirmed"}}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac0967496bf3b8bcc4181cdc2','profile','01a1fdfac03176fc81ecd41c33dac4ea',1,'{"user_id": {"old": null, "new": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea"}, "first_name": {"old": null, "new": "Lee"}, "last_name": {"old": null, "new": "Late"}, "birth_date": {"old": null, "new": "1990-04-12"}, "phone": {"old": null, "new": "+34600123456"}, "address": {"old": null, "new": "Calle Mayor 1, Madrid"}, "country": {"old": null, "new": "ES"}, "tax_id": {"old": null, "new": "12345678Z"}}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000');
INSERT INTO "changes" VALUES('01a1fdfac09771e7858a23641706281a','link','01a1fdfac09771e7858a23632790beac',1,'{"id": {"old": null, "new": "01a1fdfa-c097-71e7-858a-23632790beac"}, "user_id": {"old": null, "new": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea"}, "kind": {"old": null, "new": "confirm_email"}, "expires_at": {"old": null, "new": "2026-03-02T09:00:00+00:00"}}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000');
CREATE TABLE handled (
	event_id CHAR(32) NOT NULL, 
	handler TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_handled PRIMARY KEY (event_id, handler)
);
CREATE TABLE links (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	secret_hash TEXT, 
	used_at DATETIME, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_links PRIMARY KEY (id), 
	CONSTRAINT ck_links_kind CHECK ("kind" IN ('change_email', 'confirm_email', 'reset_password')), 
	CONSTRAINT ck_links_version CHECK (version >= 1), 
	CONSTRAINT fk_links_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "links" VALUES('01a1fdfaba887724b234aa95eff09ee3','01a1fdfab96471f7b7a5fb5473000ac7','confirm_email','2026-03-02 09:00:00.000000','61675cc397c10d40c44864d6115335ccda8eaae3e09a7148796a5345b40cd343',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "links" VALUES('01a1fdfabbe27280a2773d166446e47a','01a1fdfabb0774309b84cd5130291a8d','confirm_email','2026-03-02 09:00:00.000000','7ea96542c01b0202cd120d72400f6db5dcd63d0e5066b2f84f0468f0c6dcba75',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "links" VALUES('01a1fdfabc7971638276fce143753fb6','01a1fdfabc56725e9d6e5a2e51de6890','confirm_email','2026-03-02 09:00:00.000000','685de662ac13af564316d3dc340467bb90ee6aad7fd8b050948166fcc9e80cf0',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "links" VALUES('01a1fdfabcc2725bb167ec20d20077b3','01a1fdfabca175c993a0fae0bf756e18','confirm_email','2026-03-02 09:00:00.000000','927d190cf6957313a3af56aded28d0fbe05338236e314af6b372bdb9c7c3a005',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "links" VALUES('01a1fdfabd3971f89bea176ed30491d3','01a1fdfabd1772268b5c788098026be0','confirm_email','2026-03-02 09:00:00.000000','5d05fdf93a9a6721151b484c783fb8db347558f51ad3c84f6fa56792f563467b',NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "links" VALUES('01a1fdfac09771e7858a23632790beac','01a1fdfac03176fc81ecd41c33dac4ea','confirm_email','2026-03-02 09:00:00.000000',NULL,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE notifications (
	id CHAR(32) NOT NULL, 
	event_id CHAR(32) NOT NULL, 
	recipient CHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	subject_id CHAR(32) NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	priority INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	last_attempt_at DATETIME, 
	sent_at DATETIME, 
	failure TEXT NOT NULL, 
	details JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_notifications PRIMARY KEY (id), 
	CONSTRAINT ck_notifications_kind CHECK ("kind" IN ('booking_cancelled', 'booking_confirmed', 'change_email', 'confirm_email', 'reset_password')), 
	CONSTRAINT ck_notifications_status CHECK ("status" IN ('deleted', 'failed', 'pending', 'processing', 'sent')), 
	CONSTRAINT ck_notifications_priority CHECK (priority BETWEEN 1 AND 5), 
	CONSTRAINT ck_notifications_version CHECK (version >= 1), 
	CONSTRAINT uq_notifications_event_id_recipient_kind UNIQUE (event_id, recipient, kind)
);
INSERT INTO "notifications" VALUES('01a1fdfabac173c0b2db02ac1ff4ead3','01a1fdfaba9577cf9c42fcf542f9115e','01a1fdfab96471f7b7a5fb5473000ac7','confirm_email','01a1fdfaba887724b234aa95eff09ee3','sent',1,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabc2170488b13277b641c2b8a','01a1fdfabbe27280a2773d18edff1807','01a1fdfabb0774309b84cd5130291a8d','confirm_email','01a1fdfabbe27280a2773d166446e47a','sent',1,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabc8872aaa0275a5b75fab512','01a1fdfabc7971638276fce3d24226f6','01a1fdfabc56725e9d6e5a2e51de6890','confirm_email','01a1fdfabc7971638276fce143753fb6','sent',1,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabcd87401b17400104855a3b8','01a1fdfabcc2725bb167ec229c3ba890','01a1fdfabca175c993a0fae0bf756e18','confirm_email','01a1fdfabcc2725bb167ec20d20077b3','sent',1,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabd4871bfbfac7300712b2f93','01a1fdfabd3971f89bea1770f959e3a4','01a1fdfabd1772268b5c788098026be0','confirm_email','01a1fdfabd3971f89bea176ed30491d3','sent',1,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabee1741b9f987d074f1638d6','01a1fdfabe2774f0aa7f6b98b9183d2b','01a1fdfab96471f7b7a5fb5473000ac7','booking_confirmed','01a1fdfabdff763ea9760660179abb36','sent',2,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabee876c78bd59537863b1b16','01a1fdfabe6276169ec29c84aa6a02f8','01a1fdfab96471f7b7a5fb5473000ac7','booking_confirmed','01a1fdfabe437772b002d894656e8e8d','sent',2,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabeea74b7ab8263ba18f0f178','01a1fdfabe8e73d2be4959a10615718b','01a1fdfabb0774309b84cd5130291a8d','booking_confirmed','01a1fdfabe7e76f3954ed00d3f6cb12f','sent',2,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfabef072a884b8e06c664bfb43','01a1fdfabed47757b16006c5c75c2d19','01a1fdfab96471f7b7a5fb5473000ac7','booking_cancelled','01a1fdfabe437772b002d894656e8e8d','sent',2,'2026-03-01 09:00:00.000000',1,NULL,'2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000','','{"refund": "1620000.00", "cancelled_by": "traveler"}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
INSERT INTO "notifications" VALUES('01a1fdfac0037792912f7ef5aad86402','01a1fdfabff4748883d500c66ee116fa','01a1fdfabb0774309b84cd5130291a8d','booking_confirmed','01a1fdfabfda7342b31842eb0dc23039','pending',2,'2026-03-01 09:00:19.866210',1,NULL,'2026-03-01 09:00:00.000000',NULL,'refused: 451 later','{}','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',3);
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
INSERT INTO "outbox" VALUES('01a1fdfaba867087a1abe5888c9ece92','account-registered','{"user_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "role": "traveler"}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfaba87744dbf88574a91081668','profile-changed','{"user_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "version": 1}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfaba9577cf9c42fcf542f9115e','link-requested','{"user_id": "01a1fdfa-b964-71f7-b7a5-fb5473000ac7", "link_id": "01a1fdfa-ba88-7724-b234-aa95eff09ee3", "kind": "confirm_email"}','test','register-traveler','01a1fdfab96471f7b7a5fb5473000ac7','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabbe176be8a934a97cd8ac8d4','account-registered','{"user_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "role": "traveler"}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabbe176be8a934a99f83bbbae','profile-changed','{"user_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "version": 1}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabbe27280a2773d18edff1807','link-requested','{"user_id": "01a1fdfa-bb07-7430-9b84-cd5130291a8d", "link_id": "01a1fdfa-bbe2-7280-a277-3d166446e47a", "kind": "confirm_email"}','test','register-traveler','01a1fdfabb0774309b84cd5130291a8d','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabc7971638276fcde39e42c65','account-registered','{"user_id": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890", "role": "traveler"}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabc7971638276fce0d3cd254e','profile-changed','{"user_id": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890", "version": 1}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabc7971638276fce3d24226f6','link-requested','{"user_id": "01a1fdfa-bc56-725e-9d6e-5a2e51de6890", "link_id": "01a1fdfa-bc79-7163-8276-fce143753fb6", "kind": "confirm_email"}','test','register-traveler','01a1fdfabc56725e9d6e5a2e51de6890','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabcc2725bb167ec1f59b8886d','account-registered','{"user_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "role": "agency"}','test','register-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabcc2725bb167ec229c3ba890','link-requested','{"user_id": "01a1fdfa-bca1-75c9-93a0-fae0bf756e18", "link_id": "01a1fdfa-bcc2-725b-b167-ec20d20077b3", "kind": "confirm_email"}','test','register-agency','01a1fdfabca175c993a0fae0bf756e18','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabd3971f89bea176da8f7b532','account-registered','{"user_id": "01a1fdfa-bd17-7226-8b5c-788098026be0", "role": "agency"}','test','register-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabd3971f89bea1770f959e3a4','link-requested','{"user_id": "01a1fdfa-bd17-7226-8b5c-788098026be0", "link_id": "01a1fdfa-bd39-71f8-9bea-176ed30491d3", "kind": "confirm_email"}','test','register-agency','01a1fdfabd1772268b5c788098026be0','test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabd96774db8e125342a3eea1d','account-registered','{"user_id": "01a1fdfa-bd73-7484-ab2e-7de31900dcdc", "role": "employee"}','test','create-employee',NULL,'test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfabdbc72289753f55a3927a2cf','account-registered','{"user_id": "01a1fdfa-bd9c-70bb-9d30-afb2e1992495", "role": "employee"}','test','create-employee',NULL,'test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000');
INSERT INTO "outbox" VALUES('01a1fdfac0967496bf3b8bcbb59957c5','account-registered','{"user_id": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea", "role": "traveler"}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000',NULL);
INSERT INTO "outbox" VALUES('01a1fdfac09771e7858a23624cc2a891','profile-changed','{"user_id": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea", "version": 1}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000',NULL);
INSERT INTO "outbox" VALUES('01a1fdfac09771e7858a2365b4902067','link-requested','{"user_id": "01a1fdfa-c031-76fc-81ec-d41c33dac4ea", "link_id": "01a1fdfa-c097-71e7-858a-23632790beac", "kind": "confirm_email"}','test','register-traveler','01a1fdfac03176fc81ecd41c33dac4ea','test','2026-03-01 09:00:00.000000',NULL);
CREATE TABLE profiles (
	user_id CHAR(32) NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	birth_date DATE NOT NULL, 
	phone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	country TEXT NOT NULL, 
	tax_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_profiles PRIMARY KEY (user_id), 
	CONSTRAINT ck_profiles_version CHECK (version >= 1), 
	CONSTRAINT fk_profiles_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "profiles" VALUES('01a1fdfab96471f7b7a5fb5473000ac7','Ada','Moreno1','1990-04-12','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "profiles" VALUES('01a1fdfabb0774309b84cd5130291a8d','Ada','Moreno2','1990-04-12','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "profiles" VALUES('01a1fdfabc56725e9d6e5a2e51de6890','Ada','Moreno3','1990-04-12','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "profiles" VALUES('01a1fdfac03176fc81ecd41c33dac4ea','Lee','Late','1990-04-12','+34600123456','Calle Mayor 1, Madrid','ES','12345678Z','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE TABLE sessions (
	id CHAR(32) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	origin TEXT NOT NULL, 
	user_agent TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	refreshed_at DATETIME NOT NULL, 
	generation INTEGER NOT NULL, 
	ended_at DATETIME, 
	end_reason VARCHAR(32), 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT ck_sessions_end_reason CHECK ("end_reason" IN ('password_changed', 'position_changed', 'refresh_reused', 'signed_out', 'signed_out_everywhere', 'suspended')), 
	CONSTRAINT ck_sessions_version CHECK (version >= 1), 
	CONSTRAINT fk_sessions_user_id_users FOREIGN KEY(user_id) REFERENCES users (id)
);
CREATE TABLE users (
	id CHAR(32) NOT NULL, 
	email TEXT NOT NULL, 
	password_hash TEXT NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	position VARCHAR(32), 
	department TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	first_name TEXT NOT NULL, 
	last_name TEXT NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	pending_email TEXT, 
	company JSON, 
	search_text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT ck_users_position CHECK ("position" IN ('customer_service', 'finance', 'it', 'operations')), 
	CONSTRAINT ck_users_role CHECK ("role" IN ('agency', 'employee', 'traveler')), 
	CONSTRAINT ck_users_status CHECK ("status" IN ('active', 'closed', 'suspended', 'unconfirmed')), 
	CONSTRAINT ck_users_version CHECK (version >= 1), 
	CONSTRAINT uq_users_email UNIQUE (email)
);
INSERT INTO "users" VALUES('01a1fdfab96471f7b7a5fb5473000ac7','traveler1@example.test','$argon2id$v=19$m=19456,t=2,p=1$GQv4hhEGf1JYNOxIoQA54w$r8mTdkvhhROdUEe9IEBT9E/TXgQhcaBH5nnPYXbJ5oc','traveler',NULL,'','','Ada','Moreno1','active',NULL,NULL,'ada
moreno1
traveler1@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "users" VALUES('01a1fdfabb0774309b84cd5130291a8d','traveler2@example.test','$argon2id$v=19$m=19456,t=2,p=1$QPLNzXIc7yF2eNR+BtkXVQ$EfVtWwuIQ0vhdEEaiaJPo4Za8vPvEUv4R/IfZ4yL0A0','traveler',NULL,'','','Ada','Moreno2','active',NULL,NULL,'ada
moreno2
traveler2@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "users" VALUES('01a1fdfabc56725e9d6e5a2e51de6890','traveler3@example.test','$argon2id$v=19$m=19456,t=2,p=1$GSE05EIi0Ni2jZ+GOcBQOg$6tZ4FdFf+milr+5JJyhSu4P6AAfcmC7Nh7jPrfS9wqQ','traveler',NULL,'','','Ada','Moreno3','active',NULL,NULL,'ada
moreno3
traveler3@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "users" VALUES('01a1fdfabca175c993a0fae0bf756e18','agency4@example.test','$argon2id$v=19$m=19456,t=2,p=1$jvDxe0uQaGUkziIeDaWZkA$+stM92Yl69ip7Ym2XjKoVhLCgi8n/RHvTOT/EuhSSmI','agency',NULL,'','+34600123456','Noor','Haddad','active',NULL,'{"company_name": "Perigee Lines 4", "description": "Flights to anywhere up there.", "contact_person": "Noor Haddad", "contact_email": "desk4@example.test", "contact_phone": "+34600123456", "tax_id": "B58378431", "legal_address": "Gran Via 1, Madrid", "country": "ES"}','noor
haddad
agency4@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "users" VALUES('01a1fdfabd1772268b5c788098026be0','agency5@example.test','$argon2id$v=19$m=19456,t=2,p=1$3goR3634zhFg+NWh+Zyqrg$e9jwyNd9fIar+mArmV5G3HALj/VS+SxgxhYjY94Bass','agency',NULL,'','+34600123456','Noor','Haddad','active',NULL,'{"company_name": "Perigee Lines 5", "description": "Flights to anywhere up there.", "contact_person": "Noor Haddad", "contact_email": "desk5@example.test", "contact_phone": "+34600123456", "tax_id": "B58378431", "legal_address": "Gran Via 1, Madrid", "country": "ES"}','noor
haddad
agency5@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',2);
INSERT INTO "users" VALUES('01a1fdfabd737484ab2e7de31900dcdc','employee6@example.test','$argon2id$v=19$m=19456,t=2,p=1$KU+kl09uQgV441nc4EP7PQ$tL/X1xIPVjx/XjM1UPaZV59uVWLpIntcL25IdGtO5ww','employee','it','','+14155552671','Mae','Ito','active',NULL,NULL,'mae
ito
employee6@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "users" VALUES('01a1fdfabd9c70bb9d30afb2e1992495','employee7@example.test','$argon2id$v=19$m=19456,t=2,p=1$b8ESQg2rcLKc9VBWxi/C4g$2zx5qtkY27lJuJ6fhIvGQ2AJeJXix4oLcykoeASM75g','employee','operations','','+14155552671','Mae','Ito','active',NULL,NULL,'mae
ito
employee7@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
INSERT INTO "users" VALUES('01a1fdfac03176fc81ecd41c33dac4ea','late@example.test','$argon2id$v=19$m=19456,t=2,p=1$d4Ebo3UiY4fZW90LRoBveQ$vwoc6yulTvFNg06T8TVseOxfs/ZXqbZgi7hJhQ7yyBc','traveler',NULL,'','','Lee','Late','unconfirmed',NULL,NULL,'lee
late
late@example.test','2026-03-01 09:00:00.000000','2026-03-01 09:00:00.000000',1);
CREATE INDEX ix_changes_key ON changes ("key");
CREATE INDEX ix_notifications_waiting ON notifications (priority, due_at, id) WHERE status IN ('pending', 'processing');
CREATE INDEX ix_outbox_unpublished ON outbox (at, id) WHERE published_at IS NULL;
CREATE INDEX ix_users_name ON users (last_name, first_name, id);
CREATE INDEX ix_links_user ON links (user_id, kind, created_at, id);
CREATE INDEX ix_sessions_user ON sessions (user_id, created_at, id);
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes is append-only'); END;
COMMIT;
