PRAGMA application_id = 1668179556;
PRAGMA user_version = 7;
BEGIN TRANSACTION;
CREATE TABLE change( agenda TEXT NOT NULL, number INTEGER NOT NULL, path TEXT NOT NULL CHECK (path <> ''), words TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (agenda, number, path), FOREIGN KEY (agenda, number) REFERENCES revision(agenda, number)) STRICT;
INSERT INTO "change" VALUES('earlier',2,'earlier/agenda','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/agencies/ilo','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v; now clashes with 1.1 in Blue Room
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/round-tables/1','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/round-tables/risc-v','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/days/2027-07-10','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/rooms/blue','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/rooms/gold','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',2,'earlier/sessions/risc-v.1','Open hardware (risc-v.1): now in Blue Room instead of Gold Room; now in Track 1 instead of Track risc-v
','[{"kind":"room","session":"risc-v.1","title":"Open hardware","old":{"id":"gold","name":"Gold Room"},"new":{"id":"blue","name":"Blue Room"}},{"kind":"round-table","session":"risc-v.1","title":"Open hardware","old":{"id":"risc-v","title":"RISC-V"},"new":{"id":"1","title":"One"}}]');
INSERT INTO "change" VALUES('earlier',3,'earlier/agenda','A long talk (talk): renamed, was "A talk"; Jane Doe (ILO) now confirmed as Speaker (was offered)
A paper (ILO): now due Tuesday 8 June 2027 (was due Tuesday 1 June 2027)
','[{"kind":"renamed","session":"talk","title":"A long talk","old":"A talk","new":"A long talk"},{"kind":"role-status","session":"talk","title":"A long talk","person":"jane","role":"speaker","old":"offered","new":"confirmed"},{"kind":"moved","preparation":"ilo/background-paper/A paper","title":"A paper","old":{"due":"2027-06-01"},"new":{"due":"2027-06-08"}}]');
INSERT INTO "change" VALUES('earlier',3,'earlier/agencies/ilo','A paper: now due Tuesday 8 June 2027 (was due Tuesday 1 June 2027)
','[{"kind":"moved","preparation":"ilo/background-paper/A paper","title":"A paper","old":{"due":"2027-06-01"},"new":{"due":"2027-06-08"}}]');
INSERT INTO "change" VALUES('earlier',3,'earlier/people/jane','A long talk (talk): now confirmed as Speaker (was offered); renamed, was "A talk"
','[{"kind":"renamed","session":"talk","title":"A long talk","old":"A talk","new":"A long talk"},{"kind":"role-status","session":"talk","title":"A long talk","person":"jane","role":"speaker","old":"offered","new":"confirmed"}]');
INSERT INTO "change" VALUES('earlier',3,'earlier/days/2027-07-10','A long talk (talk): renamed, was "A talk"; Jane Doe (ILO) now confirmed as Speaker (was offered)
','[{"kind":"renamed","session":"talk","title":"A long talk","old":"A talk","new":"A long talk"},{"kind":"role-status","session":"talk","title":"A long talk","person":"jane","role":"speaker","old":"offered","new":"confirmed"}]');
INSERT INTO "change" VALUES('earlier',3,'earlier/sessions/talk','A long talk (talk): renamed, was "A talk"; Jane Doe (ILO) now confirmed as Speaker (was offered)
','[{"kind":"renamed","session":"talk","title":"A long talk","old":"A talk","new":"A long talk"},{"kind":"role-status","session":"talk","title":"A long talk","person":"jane","role":"speaker","old":"offered","new":"confirmed"}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/agenda','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
A long talk (talk): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"talk","title":"A long talk","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/agencies/ilo','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/agencies/iom','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/people/jane','A long talk (talk): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"moved","session":"talk","title":"A long talk","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/round-tables/1','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/round-tables/risc-v','Title of Track risc-v: now "RISC-V and more", was "RISC-V"
','[{"kind":"round-table-title","round_table":"risc-v","old":"RISC-V","new":"RISC-V and more"}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/days/2027-07-10','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
A long talk (talk): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"talk","title":"A long talk","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/rooms/blue','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/sessions/1.1','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
1.1 Numbered: moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/sessions/risc-v.1','Name of room blue: now "Blue Hall", was "Blue Room"
Title of Track 1: now "Two", was "One"
Open hardware (risc-v.1): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"room-name","room":"blue","old":"Blue Room","new":"Blue Hall"},{"kind":"round-table-title","round_table":"1","old":"One","new":"Two"},{"kind":"moved","session":"risc-v.1","title":"Open hardware","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',4,'earlier/sessions/talk','A long talk (talk): moved from Saturday 10 July 2027 10:00–12:00 to 10:30–12:00
','[{"kind":"moved","session":"talk","title":"A long talk","old":{"date":"2027-07-10","start":"2027-07-10T10:00:00","end":"2027-07-10T12:00:00"},"new":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"}}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/agenda','Opening (opening): cancelled
1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00
Open hardware (risc-v.1): ILO now Moderator; ILO no longer Chair
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"},{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null},{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/agencies/ilo','Opening (opening): cancelled
Open hardware (risc-v.1): now Moderator; no longer Chair; no longer clashes with 1.1 in Blue Hall
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"},{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/agencies/iom','Opening (opening): cancelled
1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00; no longer clashes with risc-v.1 in Blue Hall
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"},{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/people/jane','Opening (opening): cancelled
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/round-tables/1','1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00
Open hardware (risc-v.1): ILO now Moderator; ILO no longer Chair
','[{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null},{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/days/2027-07-10','Opening (opening): cancelled
1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00
Open hardware (risc-v.1): ILO now Moderator; ILO no longer Chair
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"},{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null},{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/rooms/blue','1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00
Open hardware (risc-v.1): ILO now Moderator; ILO no longer Chair
','[{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null},{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/rooms/gold','Opening (opening): cancelled
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/sessions/1.1','It is no longer in the agenda. The calendar stays for a time.
1.1 Numbered: removed from Saturday 10 July 2027 10:30–12:00
','[{"kind":"removed","session":"1.1","title":"Numbered","old":{"date":"2027-07-10","start":"2027-07-10T10:30:00","end":"2027-07-10T12:00:00"},"new":null}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/sessions/opening','Opening (opening): cancelled
','[{"kind":"cancelled","session":"opening","title":"Opening","old":"confirmed","new":"cancelled"}]');
INSERT INTO "change" VALUES('earlier',5,'earlier/sessions/risc-v.1','Open hardware (risc-v.1): ILO now Moderator; ILO no longer Chair
','[{"kind":"role-gained","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"moderator","old":null,"new":"confirmed"},{"kind":"role-lost","session":"risc-v.1","title":"Open hardware","agency":"ilo","role":"chair","old":"confirmed","new":null}]');
CREATE TABLE departure( agenda TEXT NOT NULL, key TEXT NOT NULL CHECK (key <> ''), version INTEGER NOT NULL CHECK (version < first), first INTEGER NOT NULL, last INTEGER CHECK (first < last), created INTEGER NOT NULL, changed INTEGER NOT NULL, sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 4294967295), PRIMARY KEY (agenda, key, version, first), FOREIGN KEY (agenda, version) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)) STRICT, WITHOUT ROWID;
INSERT INTO "departure" VALUES('earlier','1.1',4,5,NULL,1700000000,1700400000,2);
INSERT INTO "departure" VALUES('earlier','risc-v.1',1,2,NULL,1700000000,1700100000,1);
INSERT INTO "departure" VALUES('earlier','risc-v.1',4,5,NULL,1700000000,1700400000,3);
CREATE TABLE event( agenda TEXT NOT NULL, key TEXT NOT NULL CHECK (key <> ''), first INTEGER NOT NULL, last INTEGER CHECK (first < last), created INTEGER NOT NULL, changed INTEGER NOT NULL, sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 4294967295), PRIMARY KEY (agenda, key, first), FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES('earlier','1.1',1,4,1700000000,1700000000,0);
INSERT INTO "event" VALUES('earlier','1.1',4,5,1700000000,1700300000,1);
INSERT INTO "event" VALUES('earlier','1.1',5,NULL,1700000000,1700400000,2);
INSERT INTO "event" VALUES('earlier','opening',1,5,1700000000,1700000000,0);
INSERT INTO "event" VALUES('earlier','opening',5,NULL,1700000000,1700400000,1);
INSERT INTO "event" VALUES('earlier','preparations/ilo/background-paper/A paper',1,3,1700000000,1700000000,0);
INSERT INTO "event" VALUES('earlier','preparations/ilo/background-paper/A paper',3,NULL,1700000000,1700200000,1);
INSERT INTO "event" VALUES('earlier','risc-v.1',1,2,1700000000,1700000000,0);
INSERT INTO "event" VALUES('earlier','risc-v.1',2,4,1700000000,1700100000,1);
INSERT INTO "event" VALUES('earlier','risc-v.1',4,5,1700000000,1700300000,2);
INSERT INTO "event" VALUES('earlier','risc-v.1',5,NULL,1700000000,1700400000,3);
INSERT INTO "event" VALUES('earlier','talk',1,3,1700000000,1700000000,0);
INSERT INTO "event" VALUES('earlier','talk',3,4,1700000000,1700200000,1);
INSERT INTO "event" VALUES('earlier','talk',4,NULL,1700000000,1700300000,2);
CREATE TABLE feed( agenda TEXT NOT NULL, path TEXT NOT NULL CHECK (path <> ''), first INTEGER NOT NULL, last INTEGER CHECK (first < last), changed INTEGER NOT NULL, kind TEXT, name TEXT, description TEXT, subject TEXT, PRIMARY KEY (agenda, path, first), FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)) STRICT, WITHOUT ROWID;
INSERT INTO "feed" VALUES('earlier','earlier/agencies/ilo',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/ilo',2,3,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/ilo',3,4,1700200000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/ilo',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/ilo',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/iom',1,4,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/iom',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agencies/iom',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agenda',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agenda',2,3,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agenda',3,4,1700200000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agenda',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/agenda',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/days/2027-07-10',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/days/2027-07-10',2,3,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/days/2027-07-10',3,4,1700200000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/days/2027-07-10',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/days/2027-07-10',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/people/jane',1,3,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/people/jane',3,4,1700200000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/people/jane',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/people/jane',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/blue',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/blue',2,4,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/blue',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/blue',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/gold',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/gold',2,5,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/rooms/gold',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/1',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/1',2,4,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/1',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/1',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/risc-v',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/risc-v',2,4,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/round-tables/risc-v',4,NULL,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/1.1',1,4,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/1.1',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/1.1',5,NULL,1700400000,'session','1.1 Numbered – EARLIER','Earlier: one entry.','1.1 Numbered');
INSERT INTO "feed" VALUES('earlier','earlier/sessions/opening',1,5,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/opening',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/risc-v.1',1,2,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/risc-v.1',2,4,1700100000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/risc-v.1',4,5,1700300000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/risc-v.1',5,NULL,1700400000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/talk',1,3,1700000000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/talk',3,4,1700200000,NULL,NULL,NULL,NULL);
INSERT INTO "feed" VALUES('earlier','earlier/sessions/talk',4,NULL,1700300000,NULL,NULL,NULL,NULL);
CREATE TABLE file( agenda TEXT NOT NULL CHECK (agenda <> ''), path TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (agenda, path)) STRICT, WITHOUT ROWID;
INSERT INTO "file" VALUES('earlier','/tmp/v/f/a.yaml','1d9c579cbf0ac4a90a205ed62c0bf8d49583ba1326e34be72b90173138de4f77');
CREATE TABLE record( agenda TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind <> ''), id TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER CHECK (first < last), place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (agenda, kind, id, first), FOREIGN KEY (agenda, first) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, last) REFERENCES revision(agenda, number)) STRICT;
INSERT INTO "record" VALUES('earlier','agency','ilo',1,NULL,'','{"id":"ilo","short":"ILO","name":"International Labour Organization"}');
INSERT INTO "record" VALUES('earlier','agency','iom',1,NULL,'','{"id":"iom","short":"IOM"}');
INSERT INTO "record" VALUES('earlier','agenda','',1,NULL,'','{"id":"earlier","title":"Earlier","timezone":"Europe/Brussels","words":{"round-table":{"one":"Track","many":"Tracks"}}}');
INSERT INTO "record" VALUES('earlier','day','2027-07-10',1,NULL,'','{"date":"2027-07-10"}');
INSERT INTO "record" VALUES('earlier','person','jane',1,NULL,'','{"id":"jane","name":"Jane Doe","agency":"ilo"}');
INSERT INTO "record" VALUES('earlier','preparation','ilo/background-paper/A paper',1,3,'','{"agency":"ilo","role":"background-paper","title":"A paper","due":"2027-06-01"}');
INSERT INTO "record" VALUES('earlier','room','blue',1,4,'','{"id":"blue","name":"Blue Room"}');
INSERT INTO "record" VALUES('earlier','room','gold',1,NULL,'','{"id":"gold","name":"Gold Room"}');
INSERT INTO "record" VALUES('earlier','round-table','1',1,4,'','{"id":"1","title":"One"}');
INSERT INTO "record" VALUES('earlier','round-table','risc-v',1,4,'','{"id":"risc-v","title":"RISC-V"}');
INSERT INTO "record" VALUES('earlier','session','1.1',1,4,'2027-07-10 10:00 12:00 sessions','{"id":"1.1","title":"Numbered","type":"poster","room":"blue","round-table":"1","contributions":[{"agency":"iom","role":"speaker"}]}');
INSERT INTO "record" VALUES('earlier','session','opening',1,5,'2027-07-10 09:00 10:00 plenary','{"id":"opening","title":"Opening","room":"gold"}');
INSERT INTO "record" VALUES('earlier','session','risc-v.1',1,2,'2027-07-10 10:00 12:00 sessions','{"id":"risc-v.1","title":"Open hardware","room":"gold","round-table":"risc-v","contributions":[{"agency":"ilo","role":"chair"}]}');
INSERT INTO "record" VALUES('earlier','session','talk',1,3,'2027-07-10 10:00 12:00 sessions','{"id":"talk","title":"A talk","contributions":[{"person":"jane","role":"speaker","status":"offered"}]}');
INSERT INTO "record" VALUES('earlier','zone','Europe/Brussels',1,NULL,'','{"rules":"3600 0 CET;228877200 7200 1 CEST;243997200 3600 0 CET;260326800 7200 1 CEST;276051600 3600 0 CET;291776400 7200 1 CEST;307501200 3600 0 CET;323830800 7200 1 CEST;338950800 3600 0 CET;354675600 7200 1 CEST;370400400 3600 0 CET;386125200 7200 1 CEST;401850000 3600 0 CET;417574800 7200 1 CEST;433299600 3600 0 CET;449024400 7200 1 CEST;465354000 3600 0 CET;481078800 7200 1 CEST;496803600 3600 0 CET;512528400 7200 1 CEST;528253200 3600 0 CET;543978000 7200 1 CEST;559702800 3600 0 CET;575427600 7200 1 CEST;591152400 3600 0 CET;606877200 7200 1 CEST;622602000 3600 0 CET;638326800 7200 1 CEST;654656400 3600 0 CET;670381200 7200 1 CEST;686106000 3600 0 CET;701830800 7200 1 CEST;717555600 3600 0 CET;733280400 7200 1 CEST;749005200 3600 0 CET;764730000 7200 1 CEST;780454800 3600 0 CET;796179600 7200 1 CEST;811904400 3600 0 CET;828234000 7200 1 CEST;CET-1CEST,M3.5.0,M10.5.0/3"}');
INSERT INTO "record" VALUES('earlier','session','risc-v.1',2,4,'2027-07-10 10:00 12:00 sessions','{"id":"risc-v.1","title":"Open hardware","room":"blue","round-table":"1","contributions":[{"agency":"ilo","role":"chair"}]}');
INSERT INTO "record" VALUES('earlier','preparation','ilo/background-paper/A paper',3,NULL,'','{"agency":"ilo","role":"background-paper","title":"A paper","due":"2027-06-08"}');
INSERT INTO "record" VALUES('earlier','session','talk',3,4,'2027-07-10 10:00 12:00 sessions','{"id":"talk","title":"A long talk","contributions":[{"person":"jane","role":"speaker"}]}');
INSERT INTO "record" VALUES('earlier','room','blue',4,NULL,'','{"id":"blue","name":"Blue Hall"}');
INSERT INTO "record" VALUES('earlier','round-table','1',4,NULL,'','{"id":"1","title":"Two"}');
INSERT INTO "record" VALUES('earlier','round-table','risc-v',4,NULL,'','{"id":"risc-v","title":"RISC-V and more"}');
INSERT INTO "record" VALUES('earlier','session','1.1',4,5,'2027-07-10 10:30 12:00 sessions','{"id":"1.1","title":"Numbered","type":"poster","room":"blue","round-table":"1","contributions":[{"agency":"iom","role":"speaker"}]}');
INSERT INTO "record" VALUES('earlier','session','risc-v.1',4,5,'2027-07-10 10:30 12:00 sessions','{"id":"risc-v.1","title":"Open hardware","room":"blue","round-table":"1","contributions":[{"agency":"ilo","role":"chair"}]}');
INSERT INTO "record" VALUES('earlier','session','talk',4,NULL,'2027-07-10 10:30 12:00 sessions','{"id":"talk","title":"A long talk","contributions":[{"person":"jane","role":"speaker"}]}');
INSERT INTO "record" VALUES('earlier','session','opening',5,NULL,'2027-07-10 09:00 10:00 plenary','{"id":"opening","title":"Opening","room":"gold","status":"cancelled"}');
INSERT INTO "record" VALUES('earlier','session','risc-v.1',5,NULL,'2027-07-10 10:30 12:00 sessions','{"id":"risc-v.1","title":"Open hardware","room":"blue","round-table":"1","contributions":[{"agency":"ilo","role":"moderator"}]}');
CREATE TABLE revision( agenda TEXT NOT NULL CHECK (agenda <> ''), number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4294967295), stamp INTEGER NOT NULL, keep INTEGER NOT NULL, by TEXT NOT NULL, why TEXT, digest TEXT NOT NULL, rules TEXT, clock INTEGER NOT NULL DEFAULT -1, least INTEGER NOT NULL DEFAULT 0 CHECK (least BETWEEN 0 AND 4294967295), membership INTEGER NOT NULL DEFAULT 0 CHECK (membership BETWEEN 0 AND 1), PRIMARY KEY (agenda, number)) STRICT, WITHOUT ROWID;
INSERT INTO "revision" VALUES('earlier',1,1700000000,1209600,'root',NULL,'656372b07a2d1d405085789f7869d1e6c32816beccb95864fd0fdad2a011bcef','8db1f6505b54c419e24b43727c9bfc8718bf31b0946ed823bf6c63f46013b783',1700000000,0,1);
INSERT INTO "revision" VALUES('earlier',2,1700100000,1209600,'root',NULL,'3351aa76dac48e70aa9a9b1537f3604f87d00e9a9c77bdc654724edda9f61af2','8db1f6505b54c419e24b43727c9bfc8718bf31b0946ed823bf6c63f46013b783',1700100000,0,1);
INSERT INTO "revision" VALUES('earlier',3,1700200000,1209600,'root',NULL,'4ca76c31b749db82909f1a1deb873defd319dd1ed9dd5f7d77319d48da4fee34','8db1f6505b54c419e24b43727c9bfc8718bf31b0946ed823bf6c63f46013b783',1700200000,0,1);
INSERT INTO "revision" VALUES('earlier',4,1700300000,1209600,'root',NULL,'3eb4b6862157dc4cc5838ee1ea30362dbca4aa675f2f397a967eac533545d9f4','8db1f6505b54c419e24b43727c9bfc8718bf31b0946ed823bf6c63f46013b783',1700300000,0,1);
INSERT INTO "revision" VALUES('earlier',5,1700400000,1209600,'root',NULL,'1d9c579cbf0ac4a90a205ed62c0bf8d49583ba1326e34be72b90173138de4f77','8db1f6505b54c419e24b43727c9bfc8718bf31b0946ed823bf6c63f46013b783',1700400000,0,1);
CREATE TABLE source( agenda TEXT NOT NULL PRIMARY KEY CHECK (agenda <> ''), checked INTEGER NOT NULL, changed INTEGER NOT NULL, fault TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE token( digest TEXT NOT NULL PRIMARY KEY CHECK (digest <> ''), agenda TEXT NOT NULL, agency TEXT NOT NULL, made INTEGER NOT NULL, ends INTEGER NOT NULL, successor TEXT, lock TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawal( agenda TEXT NOT NULL, number INTEGER NOT NULL, since INTEGER NOT NULL CHECK (since <= number), kind TEXT NOT NULL CHECK (kind <> ''), id TEXT NOT NULL, cleared INTEGER NOT NULL, PRIMARY KEY (agenda, number), FOREIGN KEY (agenda, number) REFERENCES revision(agenda, number), FOREIGN KEY (agenda, since) REFERENCES revision(agenda, number)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX revision_by_stamp ON revision(agenda, stamp);
CREATE UNIQUE INDEX record_in_force ON record(agenda, kind, id) WHERE last IS NULL;
CREATE UNIQUE INDEX event_in_force ON event(agenda, key) WHERE last IS NULL;
CREATE UNIQUE INDEX departure_in_force ON departure(agenda, key, version) WHERE last IS NULL;
CREATE UNIQUE INDEX feed_in_force ON feed(agenda, path) WHERE last IS NULL;
COMMIT;
