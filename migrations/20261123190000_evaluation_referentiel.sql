-- The evaluation framework of a document: questions on three objects, each with an owner, a day and money; what was found.
create table question_evaluation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  document_id uuid not null,
  objet text not null check (objet in ('contexte', 'actions', 'valeur_ajoutee')),
  texte text not null check (texte <> ''),
  axe_id uuid,
  engagement_id uuid,
  critere text not null check (critere in ('pertinence', 'coherence', 'efficacite', 'efficience', 'impact', 'durabilite', 'participation')),
  jugement text not null default '',
  methode text not null default '',
  sources text not null default '',
  -- Who answers, by when, with what money: the three things most contracts leave out.
  organisation_id uuid not null,
  fonction text not null check (fonction <> ''),
  echeance date not null,
  budget_centimes bigint not null check (budget_centimes >= 0),
  rang integer not null default 0,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, engagement_id) references engagement (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index question_evaluation_document on question_evaluation (territoire_id, document_id, objet, rang);
select protege('question_evaluation');

-- An indicator followed year by year: counted by Maillage when it has a code, else typed or delivered.
create table indicateur_suivi (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  document_id uuid not null,
  axe_id uuid,
  nom text not null check (nom <> ''),
  definition text not null default '',
  unite text not null check (unite <> ''),
  sens text not null default 'hausse' check (sens in ('hausse', 'baisse', 'neutre')),
  calcul text,
  organisation_id uuid not null,
  reference_annee integer check (reference_annee between 1990 and 2100),
  reference_valeur double precision,
  tolerance_pourcent integer not null default 10 check (tolerance_pourcent between 0 and 100),
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  check ((reference_annee is null) = (reference_valeur is null)),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index indicateur_suivi_document on indicateur_suivi (territoire_id, document_id, nom);
select protege('indicateur_suivi');

create table question_indicateur (
  territoire_id uuid not null,
  question_id uuid not null,
  indicateur_id uuid not null,
  primary key (territoire_id, question_id, indicateur_id),
  foreign key (territoire_id, question_id) references question_evaluation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, indicateur_id) references indicateur_suivi (territoire_id, id) on delete cascade
);
create index question_indicateur_indicateur on question_indicateur (territoire_id, indicateur_id);
select protege('question_indicateur');

-- The path to reach and what was seen, one line a year; who said it, and when.
create table indicateur_annee (
  territoire_id uuid not null,
  indicateur_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  cible double precision,
  observe double precision,
  note text not null default '',
  saisi_par text not null default '',
  saisi_le timestamptz,
  primary key (territoire_id, indicateur_id, annee),
  check ((observe is null) = (saisi_le is null)),
  foreign key (territoire_id, indicateur_id) references indicateur_suivi (territoire_id, id) on delete cascade
);
select protege('indicateur_annee');

-- What was found: an answer to one question, with what it rests on and what it does not say.
create table constat_evaluation (
  territoire_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  titre text not null check (titre <> ''),
  reponse text not null check (reponse in ('oui', 'en_partie', 'non', 'sans_conclusion')),
  texte text not null default '',
  limites text not null default '',
  chiffres jsonb not null default '[]',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, question_id) references question_evaluation (territoire_id, id)
);
create index constat_evaluation_question on constat_evaluation (territoire_id, question_id);
select protege('constat_evaluation');

create table constat_evaluation_etude (
  territoire_id uuid not null,
  constat_id uuid not null,
  etude_id uuid not null,
  primary key (territoire_id, constat_id, etude_id),
  foreign key (territoire_id, constat_id) references constat_evaluation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, etude_id) references etude (territoire_id, id)
);
create index constat_evaluation_etude_etude on constat_evaluation_etude (territoire_id, etude_id);
select protege('constat_evaluation_etude');

create table constat_evaluation_diagnostic (
  territoire_id uuid not null,
  constat_id uuid not null,
  diagnostic_id uuid not null,
  primary key (territoire_id, constat_id, diagnostic_id),
  foreign key (territoire_id, constat_id) references constat_evaluation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id)
);
create index constat_evaluation_diagnostic_diagnostic on constat_evaluation_diagnostic (territoire_id, diagnostic_id);
select protege('constat_evaluation_diagnostic');

create table constat_evaluation_indicateur (
  territoire_id uuid not null,
  constat_id uuid not null,
  indicateur_id uuid not null,
  primary key (territoire_id, constat_id, indicateur_id),
  foreign key (territoire_id, constat_id) references constat_evaluation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, indicateur_id) references indicateur_suivi (territoire_id, id) on delete cascade
);
create index constat_evaluation_indicateur_indicateur on constat_evaluation_indicateur (territoire_id, indicateur_id);
select protege('constat_evaluation_indicateur');
