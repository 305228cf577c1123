-- An evaluation report goes to the partners for their opinion, then is signed; its recommendations are followed one by one.
alter table rapport_evaluation drop constraint rapport_evaluation_etat_check;
alter table rapport_evaluation add constraint rapport_evaluation_etat_check check (etat in ('brouillon', 'avis', 'valide'));
alter table rapport_evaluation drop column recommandations;
alter table rapport_evaluation add column limites text not null default '';
alter table rapport_evaluation add column avis_avant date;
alter table rapport_evaluation add column signe_par text not null default '';

-- The opinion of an organisation on a report: one each, the last one counts.
create table rapport_evaluation_avis (
  territoire_id uuid not null,
  rapport_id uuid not null,
  organisation_id uuid not null,
  sens text not null check (sens in ('favorable', 'avec_reserves', 'defavorable')),
  texte text not null default '',
  donne_le date not null,
  primary key (territoire_id, rapport_id, organisation_id),
  foreign key (territoire_id, rapport_id) references rapport_evaluation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index rapport_evaluation_avis_organisation on rapport_evaluation_avis (territoire_id, organisation_id);
select protege('rapport_evaluation_avis');

-- What a report recommends: who does it, by when, and what became of it.
create table recommandation_evaluation (
  territoire_id uuid not null,
  id uuid not null,
  rapport_id uuid not null,
  constat_id uuid,
  texte text not null check (texte <> ''),
  organisation_id uuid not null,
  echeance date not null,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'en_cours', 'faite', 'abandonnee')),
  suite text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, rapport_id) references rapport_evaluation (territoire_id, id),
  foreign key (territoire_id, constat_id) references constat_evaluation (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index recommandation_evaluation_rapport on recommandation_evaluation (territoire_id, rapport_id, echeance);
create index recommandation_evaluation_constat on recommandation_evaluation (territoire_id, constat_id);
select protege('recommandation_evaluation');
