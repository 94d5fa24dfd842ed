package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"contactgroup/schema"
)

// hook makes a contact's webhook what c says. Another address gets another
// secret, which is told in c.Secret this once. What the logs tell of it is
// which secret it is signed with, by a few letters of its hash: an address may
// hold a secret of its own.
func (t *tx) hook(was schema.Contact, c *schema.Contact) (schema.Change, error) {
	c.Hooked, c.Secret = c.Webhook != "", ""
	change := schema.Change{Field: schema.FieldWebhook}
	if was.Webhook == c.Webhook {
		return change, nil
	}
	var secrets []string
	if err := t.all(&secrets, `DELETE FROM webhook WHERE contact_id = ? RETURNING secret`, c.ID); err != nil {
		return change, err
	}
	for _, s := range secrets {
		change.From = secretName(s)
	}
	if !c.Hooked {
		return change, nil
	}
	c.Secret = rand.Text() + rand.Text()
	change.To = secretName(c.Secret)
	_, err := t.exec(`INSERT INTO webhook (contact_id, url, secret) VALUES (?, ?, ?)`, c.ID, c.Webhook, c.Secret)
	return change, err
}

func secretName(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return "sha256:" + hex.EncodeToString(sum[:4])
}
