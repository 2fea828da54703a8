-- What a step waits for has a place of its own: the reason why a deployment turned back must not be lost over it.

alter table deployment add column waits_for text default '' not null;
