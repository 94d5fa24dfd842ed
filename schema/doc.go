// Package schema holds the nouns of a permanent contact group, the rules about
// them, and the tables of its database.
//
// Nothing here does input or output. The store enforces these rules, the
// screens ask them which keys to dim, and the documents are written from these
// values, so each rule has one text.
//
// Times are UTC unless a comment says otherwise; a zero time.Time means "none".
// Codes (states, kinds, outcomes…) are lower-case English words that are stored
// and exchanged as they are; the words people read are in ui/lang.
package schema
