-- What people do to stages and members by hand. Understood by H2 and PostgreSQL alike.

create table pause (
  stage     varchar(64) primary key,
  paused_by varchar(100) not null,
  since     timestamp with time zone not null,
  reason    varchar(1000) not null
);

-- Who took a member out by hand, and why; such a member is out on behalf of no deployment.
alter table drained add column hand varchar(100);
alter table drained add column reason varchar(1000) default '' not null;

-- A pool whose members somebody moves by hand is not rotated meanwhile.
alter table rotation add column hand varchar(100);
alter table rotation add column hand_until timestamp with time zone;
