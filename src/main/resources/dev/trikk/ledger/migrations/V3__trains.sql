-- Trains, the rules of environments, and freezes by hand. Understood by H2 and PostgreSQL alike.

create table train (
  id           varchar(100) primary key,
  number       bigint not null unique,
  request_id   varchar(255) not null unique,
  environment  varchar(64) not null,
  requested_by text,
  caller       text,
  comment      text,
  left_out     text not null,
  approved_by  text,
  accepted_at  timestamp with time zone not null,
  ended_at     timestamp with time zone,
  ending       varchar(16),
  reason       text not null
);

alter table deployment add column train varchar(100);
-- a retry of a whole train makes a key of that of its command and each deployment's id
alter table deployment alter column request_id set data type varchar(400);

create index deployment_train on deployment (train, number);

-- Whoever lets a deployment into an environment that limits how many there are locks it.
create table gate (
  environment varchar(64) primary key
);

create table frozen (
  environment varchar(64) primary key,
  reason      text not null,
  by_whom     text not null,
  since       timestamp with time zone not null,
  until       timestamp with time zone
);
