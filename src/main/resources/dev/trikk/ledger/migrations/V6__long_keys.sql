-- As wide as the column of deployments since V3: the key that a retry of a whole train makes is in their events, too.
-- Understood by H2 and PostgreSQL alike.

alter table event alter column request_id set data type varchar(400);
