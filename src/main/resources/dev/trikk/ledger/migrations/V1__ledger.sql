-- Understood by H2 (PostgreSQL mode) and PostgreSQL alike.

create sequence deployment_number;

create table lane (
  application varchar(64) not null,
  environment varchar(64) not null,
  active      varchar(100),
  fence       bigint not null,
  primary key (application, environment)
);

create table deployment (
  id          varchar(100) primary key,
  number      bigint not null unique,
  request_id  varchar(255) not null unique,
  application varchar(64) not null,
  environment varchar(64) not null,
  format      int not null,
  request     text not null,
  plan        text not null,
  state       varchar(16) not null,
  at_step     int not null,
  epoch       bigint not null,
  ending      varchar(16),
  reason      text not null,
  accepted_at timestamp with time zone not null,
  started_at  timestamp with time zone,
  ended_at    timestamp with time zone
);

create index deployment_lane on deployment (application, environment, state, number);

create table result (
  deployment  varchar(100) not null references deployment (id),
  number      int not null,
  step        int not null,
  stage       varchar(16) not null,
  server      varchar(64) not null,
  action      varchar(32) not null,
  status      varchar(16) not null,
  exit_code   int not null,
  stdout      text not null,
  stderr      text not null,
  millis      bigint not null,
  started_at  timestamp with time zone not null,
  primary key (deployment, number)
);

create table drained (
  environment varchar(64) not null,
  pool        varchar(64) not null,
  member      varchar(255) not null,
  deployment  varchar(100) not null,
  since       timestamp with time zone not null,
  until       timestamp with time zone not null,
  primary key (environment, pool, member)
);

create table event (
  number     bigint generated always as identity primary key,
  id         varchar(255) not null unique,
  type       varchar(16) not null,
  deployment varchar(100),
  at         timestamp with time zone not null,
  data       text not null,
  published  boolean not null
);

create index event_unpublished on event (published, number);
