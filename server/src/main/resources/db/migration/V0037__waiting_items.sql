-- Items whose contents had no place: they are tried again by themselves.
CREATE INDEX set_aside_item_waiting ON set_aside_item (id)
  WHERE reason = 'storage_unavailable' AND resolved_at IS NULL;
