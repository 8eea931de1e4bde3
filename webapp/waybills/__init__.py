"""Electronic goods-transport waybills (ƏNQ), from a draft in a cabinet to the consignee's receipt.

Road Transport Act art. 40.1; Cabinet decision 355 of 4 October 2023; charter 4.0.6 and 5.1.5. A waybill proves three
facts, each by a signature: the consignor's order (yükgöndərən), the carrier's acceptance at loading (daşıyıcı, sürücü),
the consignee's receipt (yükalan). What is signed is never edited: each step is an act in a hash chain.

Start with `rules` (the life cycle as a table), `content` (what stands in a waybill) and `validation` (what stops it);
then `services`, one use case a file.
"""
