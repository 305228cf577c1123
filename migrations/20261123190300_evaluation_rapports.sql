-- An evaluation report: its own texts, the rest assembled; once validated, what it said is kept as it was.
create table rapport_evaluation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  document_id uuid not null,
  nature text not null check (nature in ('mi_parcours', 'final')),
  titre text not null check (titre <> ''),
  introduction text not null default '',
  synthese text not null default '',
  recommandations text not null default '',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'valide')),
  contenu jsonb,
  valide_le date,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  check ((etat = 'valide') = (contenu is not null and valide_le is not null)),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id)
);
create index rapport_evaluation_document on rapport_evaluation (territoire_id, document_id);
select protege('rapport_evaluation');
