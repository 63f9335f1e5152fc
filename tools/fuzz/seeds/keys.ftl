# comment
-brand = Lock
title = The { -brand }
    .label = A label
gates = { $count ->
    [one] One gate
   *[other] { $count } gates
}
