-- A signed evaluation report may be shown on the portal.
alter table publication drop constraint publication_nature_check;
alter table publication add constraint publication_nature_check check (nature in ('document', 'fiche', 'experience', 'rapport', 'evaluation'));
