-- The title without case nor accents, kept: taking them off for each row and each letter typed is what a search paid for.
alter table fiche add column titre_simple text not null generated always as (nom_simple(titre)) stored;
-- The actions of a programme.
create index fiche_parent on fiche (territoire_id, parent_id) where parent_id is not null;
-- What the home counts and adds up: axes by state, what should be closed, read from the index alone.
create index fiche_axe_etat on fiche (territoire_id, axe_id, etat) include (budget_centimes) where archive_le is null;
create index fiche_fin on fiche (territoire_id, etat, fin) where archive_le is null;
