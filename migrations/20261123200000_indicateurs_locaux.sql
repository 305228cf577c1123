-- Indicators of a territory's own: counted by its services, given by partners, or computed from others by a formula.
create table indicateur_local (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  -- The name formulas know it by.
  code text not null check (code ~ '^LOC_[A-Z0-9_]{2,40}$'),
  libelle text not null collate frx,
  definition text not null,
  theme text not null check (theme in ('population', 'revenus', 'emploi', 'education', 'sante', 'logement', 'securite')),
  -- Counts of persons are masked from 1 to 4 in every view; measures are shown as they are; formulas are not entered.
  nature text not null check (nature in ('effectif', 'mesure', 'formule')),
  unite text not null,
  sens text not null check (sens in ('hausse', 'baisse', 'contexte', 'ambigu')),
  source text not null,
  formule text not null default '',
  -- The count this one is a part of: what is left when it is taken away must not give anybody away either.
  total_id uuid,
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, code),
  unique (territoire_id, libelle),
  foreign key (territoire_id, total_id) references indicateur_local (territoire_id, id),
  check ((nature = 'formule') = (formule <> '')),
  check (total_id is null or (nature = 'effectif' and total_id <> id))
);
select protege('indicateur_local');

create table valeur_locale (
  territoire_id uuid not null,
  indicateur_id uuid not null,
  niveau text not null check (niveau in ('commune', 'qpv', 'epci')),
  code text not null,
  periode text not null check (periode ~ '^[0-9]{4}$'),
  valeur double precision not null,
  -- The file it came in; empty when it was typed.
  fichier text not null default '',
  primary key (territoire_id, indicateur_id, niveau, code, periode),
  foreign key (territoire_id, indicateur_id) references indicateur_local (territoire_id, id) on delete cascade
);
select protege('valeur_locale');
