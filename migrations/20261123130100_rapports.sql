-- The annual report on the politique de la ville (CGCT L.1111-2, décret 2015-1118) and the opinions asked on it.
create table rapport_annuel (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  document_id uuid not null,
  annee integer not null check (annee between 2000 and 2100),
  orientations text not null default '',
  situation text not null default '',
  actions text not null default '',
  perspectives text not null default '',
  articulation text not null default '',
  dsu text not null default '',
  etat text not null default 'redaction' check (etat in ('redaction', 'consultation', 'debattu')),
  debattu_le date,
  suites text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, document_id, annee),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id)
);
select protege('rapport_annuel');

-- One municipal council or conseil citoyen asked: it has a month at least, and its silence is favourable.
create table rapport_avis (
  territoire_id uuid not null,
  id uuid not null,
  rapport_id uuid not null,
  organisation_id uuid not null,
  envoye_le date not null,
  echeance date not null,
  recu_le date,
  sens text check (sens in ('favorable', 'reserve', 'defavorable')),
  texte text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, rapport_id, organisation_id),
  check (echeance >= envoye_le + interval '1 month'),
  check ((recu_le is null) = (sens is null)),
  check (recu_le >= envoye_le),
  foreign key (territoire_id, rapport_id) references rapport_annuel (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
select protege('rapport_avis');

alter table publication drop constraint publication_nature_check;
alter table publication add constraint publication_nature_check check (nature in ('document', 'fiche', 'experience', 'rapport'));
