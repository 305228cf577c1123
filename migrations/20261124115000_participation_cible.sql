-- The check on its four parts already says that there is exactly one.
alter table participation alter column cible drop not null;
alter table participation_invitation alter column cible drop not null;
