-- The data a signatory is to deliver: asked, reminded, delivered or late.
create table livraison (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  document_id uuid not null,
  organisation_id uuid not null,
  indicateur_id uuid,
  engagement_id uuid,
  objet text not null check (objet <> ''),
  courriel text,
  echeance date not null,
  demandee_le date,
  relances integer not null default 0 check (relances >= 0),
  relancee_le date,
  recue_le date,
  recue_par text not null default '',
  note text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, indicateur_id) references indicateur_suivi (territoire_id, id),
  foreign key (territoire_id, engagement_id) references engagement (territoire_id, id)
);
create index livraison_document on livraison (territoire_id, document_id, echeance);
create index livraison_organisation on livraison (territoire_id, organisation_id);
select protege('livraison');
