"""The form (formulyar) of occasional carriage of passengers: drawn up, signed before departure, then locked.

Charter 003, 4.0.7 and 5.1.6; the form is the Cabinet's of March 2024, whose text is not public: its members follow the model
of the EU journey form (361/2014) and of U-ETDS, and are marked where they are ours. A *leg* is a piece of the journey; an
*entry* is what is written after the signature.

Start reading at `content.py`, `checks.py`, then `services/`.
"""
