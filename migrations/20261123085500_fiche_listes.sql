-- The list filtered by state, newest first: read in order, counted without touching the rows.
create index fiche_liste on fiche (territoire_id, etat, modifie_le desc nulls last, code, id) where archive_le is null;
drop index fiche_etat;
