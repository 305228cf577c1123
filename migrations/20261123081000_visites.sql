-- Reading several pages in a row is one visit: the home page compares with the visit before.
alter table preference_notification add column visite_precedente timestamptz;
