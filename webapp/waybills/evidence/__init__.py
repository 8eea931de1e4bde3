"""What proves a waybill to somebody who does not believe us: signatures over each act, the chain, anchors, containers."""
