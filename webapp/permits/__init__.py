"""Permits, cards, marks: types as dated rows, the seven operations of decision 615/2017 as declared services.

Vocabulary: permit (buraxılış vəsiqəsi, icazə), card (buraxılış kartı, əlavə), mark (fərqlənmə nişanı).
"""
