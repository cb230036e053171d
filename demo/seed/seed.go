// Package seed is the real report that Chaser starts from, as a register: nineteen indicators of Cambridgeshire County
// Council's Communities, Social Mobility and Inclusion Committee for Q2 2023/24, with invented people.
package seed

import _ "embed"

// Register is the seed in the register's JSON format.
//
//go:embed register.json
var Register []byte
