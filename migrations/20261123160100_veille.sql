-- Aids found by the funding watch (pages of Aides-territoires), and what the team decided of each.
create table aide (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  source_id bigint not null,
  nom text not null check (nom <> ''),
  financeurs jsonb not null default '[]',
  programmes jsonb not null default '[]',
  description_html text not null default '',
  eligibilite_html text not null default '',
  perimetre text not null default '',
  echelle text not null default '',
  concerne text not null default 'a_verifier' check (concerne in ('oui', 'non', 'a_verifier')),
  categories jsonb not null default '[]',
  publics jsonb not null default '[]',
  types jsonb not null default '[]',
  appel_projets boolean not null default false,
  ouverture date,
  depot date,
  echeance date,
  taux_min numeric check (taux_min between 0 and 100),
  taux_max numeric check (taux_max between 0 and 100),
  recurrence text not null default '',
  url text not null default '',
  candidature_url text not null default '',
  maj_source timestamptz,
  empreinte text not null,
  vue_le timestamptz not null default now(),
  etat text not null default 'a_examiner' check (etat in ('a_examiner', 'suivie', 'ecartee')),
  motif text not null default '',
  axe_id uuid,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  recherche tsvector generated always as (
    setweight(to_tsvector('maillage_fr', nom), 'A') ||
    setweight(to_tsvector('maillage_fr', (categories)::text || ' ' || (financeurs)::text), 'B') ||
    setweight(to_tsvector('maillage_fr', description_html), 'C')) stored,
  primary key (territoire_id, id),
  unique (territoire_id, source_id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  check (etat <> 'ecartee' or motif <> '')
);
create index aide_echeance on aide (territoire_id, etat, echeance);
create index aide_axe on aide (territoire_id, axe_id);
create index aide_recherche on aide using gin (recherche);
select protege('aide');
