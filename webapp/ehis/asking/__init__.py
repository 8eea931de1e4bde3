"""What stands between a room's question and the exchange: rights, memory, patience, and the operator's hand.

`rights` says who may ask what for which purpose and in whose name; `course` is the way of one question; `memory` keeps
answers for their purpose and case; `waiting` asks again until a statutory date; `standing` reads what the operator
ordered; `watch` tells the house of breakers and defects; `restful` writes and proves REST messages.
"""
