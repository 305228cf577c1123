-- How anybody may take part, in the words of the territory: shown to who looks at its own neighbourhood.
alter table portail add column participer text not null default '';
