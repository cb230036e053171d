// Package blockkit is the judgement and the eyes of the local Slack look-alike.
//
// The judge (CheckMessage, CheckView) refuses what Slack would refuse, with Slack's own error
// code and JSON pointers, so that a message which passes the demo and the tests passes in a real
// workspace too. The renderer (Message, Modal, Stylesheet) draws Block Kit as HTML that needs no
// script to be read or used. ActionPayload and StateValues turn a posted form back into the JSON
// that Slack sends to an app.
//
// Everything works on the raw JSON that came over the wire. The package must never know the
// library that wrote that JSON, nor anything of Chaser: a judge that shared its types with the
// accused would miss what those types cannot say.
//
// Where Slack's documents and its observed behaviour differ, or a limit was raised recently and
// may not have reached every workspace, the stricter reading is used.
package blockkit
