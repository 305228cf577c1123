-- What makes a frozen study reproducible: its own copy of the data, since the store of figures goes on changing, and the
-- code that computed it. And the year on which the places were chosen, which is left out of the measure.
alter table etude add column donnees jsonb;
alter table etude add column code_version text;
alter table etude add column annee_choix integer check (annee_choix between 1980 and 2100);
