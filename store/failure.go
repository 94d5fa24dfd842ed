package store

import "contactgroup/schema"

// Failed returns err as the member of that login may be told of it: what no
// refusal explains goes to the log of the server under a number, and comes back
// as a *schema.Failure. Whatever has been through it already stays as it is.
func (db *DB) Failed(login string, err error) error {
	if schema.Explained(err) {
		return err
	}
	f := schema.NewFailure(err)
	db.log.Error("a failure was told by its number", "number", f.Number, "member", login, "error", err)
	return f
}

// Failed is that of DB for this desk's member. The calls of a Desk have been
// through it; whoever serves the member sends there what else may fail.
func (d *Desk) Failed(err error) error { return d.db.Failed(d.who.Login, err) }
