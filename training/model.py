"""The reader as it is trained: the packaged encoder, low-rank adapters (LoRA, arXiv 2106.09685) and two heads."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from assistant import e5

RANK = 16
FIRST = 4  #: layers below this one stay as they are
PARTS = ("q", "k", "v", "ao", "fi", "fo")  #: the linear parts of a layer, named as in the weights' file


class Linear(nn.Module):
    """A frozen linear map, plus a trainable one of low rank where `adapted`: x·Wᵀ + b + x·Aᵀ·Bᵀ."""

    def __init__(self, weight: Tensor, bias: Tensor, adapted: bool) -> None:
        super().__init__()
        self.adapted = adapted
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("bias", bias, persistent=False)
        if adapted:
            self.down = nn.Parameter(torch.randn(RANK, weight.shape[1]) / math.sqrt(weight.shape[1]))
            self.up = nn.Parameter(torch.zeros(weight.shape[0], RANK))

    def forward(self, x: Tensor) -> Tensor:
        y = F.linear(x, self.weight, self.bias)
        return y + F.linear(F.linear(x, self.down), self.up) if self.adapted else y


class Layer(nn.Module):
    def __init__(self, weights: e5.Weights, number: int) -> None:
        super().__init__()
        self.heads, self.epsilon = weights.shape.heads, weights.shape.epsilon
        for part in PARTS:
            width = weights.shape.inner if part == "fo" else weights.shape.hidden
            table = torch.from_numpy(weights.matrix(f"l{number}.{part}.w", width).copy())
            setattr(self, part, Linear(table, tensor(weights, f"l{number}.{part}.b"), number >= FIRST))
        for norm in ("aln", "oln"):
            for side in ("w", "b"):
                self.register_buffer(f"{norm}_{side}", tensor(weights, f"l{number}.{norm}.{side}"), persistent=False)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        shape = (batch, length, self.heads, hidden // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.ao(attended.transpose(1, 2).reshape(batch, length, hidden))
        x = F.layer_norm(x, (hidden,), self.aln_w, self.aln_b, self.epsilon)
        x = x + self.fo(F.gelu(self.fi(x)))
        return F.layer_norm(x, (hidden,), self.oln_w, self.oln_b, self.epsilon)


class ReaderModel(nn.Module):
    """Token ids (batch, length) to start and end logits (batch, length) and the logit of an answer (batch,)."""

    def __init__(self, weights: e5.Weights) -> None:
        super().__init__()
        shape = weights.shape
        self.epsilon = shape.epsilon
        self.words = weights.tensors["emb.word"].reshape(shape.vocabulary, -1)
        positions = tensor(weights, "emb.pos").view(shape.positions, shape.hidden)
        types = tensor(weights, "emb.type").view(shape.types, shape.hidden)
        self.register_buffer("positions", positions + types[0], persistent=False)
        self.register_buffer("ln_w", tensor(weights, "emb.ln.w"), persistent=False)
        self.register_buffer("ln_b", tensor(weights, "emb.ln.b"), persistent=False)
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(shape.layers))
        self.span = nn.Linear(shape.hidden, 2)
        self.relevance = nn.Linear(2 * shape.hidden, 1)

    def forward(self, ids: Tensor, readable: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`readable` (batch, length) marks the tokens that are not padding."""
        with torch.no_grad():
            x = torch.from_numpy(e5.dequantise(self.words[ids.numpy()])) + self.positions[: ids.shape[1]]
            x = F.layer_norm(x, (x.shape[-1],), self.ln_w, self.ln_b, self.epsilon)
        mask = readable[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        start, end = self.span(x).unbind(-1)
        mean = (x * readable[..., None]).sum(1) / readable.sum(1, keepdim=True)
        return start, end, self.relevance(torch.cat([x[:, 0], mean], -1)).squeeze(-1)


def tensor(weights: e5.Weights, name: str) -> Tensor:
    return torch.tensor(weights.tensors[name].astype("float32"))
