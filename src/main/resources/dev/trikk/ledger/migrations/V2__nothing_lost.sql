-- What a deployment needs to be held, cancelled, shared and found again. Understood by H2 and PostgreSQL alike.

alter table deployment add column boarded boolean default false not null;
alter table deployment add column wish varchar(16);
alter table deployment add column wished_by varchar(100);
-- what a step waits for has a place of its own: the reason why a deployment turned back must not be lost over it
alter table deployment add column waits_for text default '' not null;
alter table deployment add column held_until timestamp with time zone;
alter table deployment add column moved_at timestamp with time zone;
alter table deployment add column pool varchar(64) default '' not null;
alter table deployment add column at_stage varchar(16) default '' not null;
alter table deployment add column at_pairs varchar(4000) default '' not null;

update deployment set moved_at = coalesce(ended_at, started_at, accepted_at);
alter table deployment alter column moved_at set not null;

create index deployment_state on deployment (state, environment, pool, at_stage);

create table alarm (
  name       varchar(255) primary key,
  kind       varchar(16) not null,
  deployment varchar(100),
  text       text not null,
  since      timestamp with time zone not null
);

-- One node publishes at a time.
create table publisher (
  one        int primary key,
  node       varchar(255) not null,
  until      timestamp with time zone not null
);

insert into publisher (one, node, until) values (1, '', timestamp with time zone '2000-01-01 00:00:00+00');

create table told (
  notifier varchar(64) not null,
  event    varchar(255) not null,
  at       timestamp with time zone not null,
  primary key (notifier, event)
);

-- What was answered to a command: the same one again gets the same answer, and is not done again.
create table command (
  id     varchar(255) primary key,
  answer text not null,
  at     timestamp with time zone not null
);

-- Who rotates a pool: one at a time, on all nodes.
create table rotation (
  environment varchar(64) not null,
  pool        varchar(64) not null,
  deployment  varchar(100) not null,
  epoch       bigint not null,
  primary key (environment, pool)
);
