-- What the API reads and notes. Understood by H2 and PostgreSQL alike.

create table audit (
  number    bigint generated always as identity primary key,
  at        timestamp with time zone not null,
  who       varchar(100) not null,
  operation varchar(64) not null,
  target    varchar(1000) not null,
  status    int not null
);

-- The request that an event refuses: whoever sent it over HTTP asks what became of it.
alter table event add column request_id varchar(255);

create index event_request on event (request_id);
