// Package store keeps the register of a contact group in SQLite or PostgreSQL
// and shows it to each member as that member may see it.
//
// Everything a member does goes through a Desk. Reading carries the member's
// sight in each WHERE clause; every command is one transaction that checks the
// rules of package schema, changes rows under a version guard, and writes one
// entry into the log of each audience that may know of the change. After the
// commit the audiences concerned are woken; a wake carries nothing, readers
// look into their logs.
//
// Membership is looked up anew by each call (one read by primary key), so a
// disabled member's or revoked key's Desk is refused from that moment, on
// every node.
package store
