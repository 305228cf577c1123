-- The sign-in account of an erased person goes with the person, unless somebody of any territory still uses it.
-- It belongs to no territory: the rule runs with the rights of the owner, and only from this change.
create function efface_compte_sans_personne() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from auth_user u where u.id = old.compte_id
    and not exists (select from personne p where p.compte_id = old.compte_id);
  return null;
end $$;
revoke all on function efface_compte_sans_personne() from public;
create trigger compte_sans_personne after update of compte_id on personne for each row
  when (old.compte_id is not null and new.compte_id is null) execute function efface_compte_sans_personne();
