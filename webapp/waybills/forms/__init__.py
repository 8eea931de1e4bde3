"""Forms of this room: the editor, the acts, and the way between a form and a waybill's content."""
