-- Acts keep the words they were signed with, and the tables printed in them, as they stood that day.
alter table acte add column texte text not null default '';
alter table acte add column annexes jsonb not null default '{}';
alter table acte add column motif_annulation text not null default '';

-- The words of a kind of act, when the territory writes its own.
create table modele_acte (
  territoire_id uuid not null,
  nature text not null check (nature in ('notification', 'refus', 'arrete', 'convention', 'cpo', 'avenant')),
  texte text not null check (texte <> ''),
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, nature)
);
select protege('modele_acte');

-- A funder's account of a schedule: one line cannot hold the same rank twice.
create unique index versement_rang on versement (territoire_id, ligne_id, rang);

-- An item of an agenda may be about a programming: adopted, the decision adopts it.
alter table seance_point add column simulation_id uuid;
alter table seance_point add foreign key (territoire_id, simulation_id) references simulation (territoire_id, id);
create index seance_point_simulation on seance_point (territoire_id, simulation_id) where simulation_id is not null;
