-- A text written by several people: who is in which part, comments on a part, the versions kept, the visas asked.
alter table presence add column partie text;
alter table commentaire
  add column partie text,
  add column traite_par uuid,
  add column traite_le timestamptz;

create table ecrit_version (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  entite text not null,
  entite_id uuid not null,
  numero integer not null check (numero > 0),
  motif text not null check (motif <> ''),
  -- The parts in their order: cle, label, texte.
  contenu jsonb not null,
  auteur_id uuid,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, entite, entite_id, numero)
);
select protege('ecrit_version');

create table ecrit_visa (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  version_id uuid not null,
  personne_id uuid not null,
  demande_par uuid,
  demande_le timestamptz not null default now(),
  -- The page where it is given, inside the territory.
  lien text not null,
  reponse text check (reponse in ('vise', 'reserve')),
  motif text not null default '',
  repondu_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, version_id, personne_id),
  check ((reponse is null) = (repondu_le is null)),
  foreign key (territoire_id, version_id) references ecrit_version (territoire_id, id) on delete cascade
);
select protege('ecrit_visa');
create index ecrit_visa_personne on ecrit_visa (territoire_id, personne_id) where repondu_le is null;
