-- The key of an address is made by the product alone (dev.fettle.accounts.Emails): the database's lower() depends on its
-- locale, and would make two forms of one address. Keys of addresses in ASCII stay as they are.
ALTER TABLE account DROP CONSTRAINT account_email_key_check;
