-- What an amendment being drafted says of an axis: it becomes a version of the axis the day the amendment is adopted.
create table avenant_axe (
  territoire_id uuid not null,
  avenant_id uuid not null,
  axe_id uuid not null,
  numero text not null,
  titre text not null,
  court text not null default '',
  texte text not null default '',
  retrait boolean not null default false,
  primary key (territoire_id, avenant_id, axe_id),
  foreign key (territoire_id, avenant_id) references avenant (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('avenant_axe');

-- The end as it was signed, kept when a document is extended.
alter table document_cadre add column fin_initiale date;

create index document_relation_vers on document_relation (territoire_id, vers_id);
create index engagement_echeance on engagement (territoire_id, etat, echeance);
