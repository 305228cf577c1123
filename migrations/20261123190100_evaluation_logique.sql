-- The logic model of an axis: boxes in five columns, arrows with the assumption each rests on.
create table logique_case (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  axe_id uuid not null,
  etage text not null check (etage in ('moyens', 'activites', 'realisations', 'effets', 'impacts')),
  texte text not null check (texte <> ''),
  rang integer not null default 0,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index logique_case_axe on logique_case (territoire_id, axe_id, etage, rang);
select protege('logique_case');

create table logique_fleche (
  territoire_id uuid not null,
  id uuid not null,
  de_id uuid not null,
  vers_id uuid not null,
  hypothese text not null check (hypothese <> ''),
  solidite text not null default 'a_verifier' check (solidite in ('a_verifier', 'etayee', 'fragile')),
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, de_id, vers_id),
  check (de_id <> vers_id),
  foreign key (territoire_id, de_id) references logique_case (territoire_id, id) on delete cascade,
  foreign key (territoire_id, vers_id) references logique_case (territoire_id, id) on delete cascade
);
create index logique_fleche_vers on logique_fleche (territoire_id, vers_id);
select protege('logique_fleche');
