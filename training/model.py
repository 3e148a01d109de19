"""The reader as it is trained: the packaged encoder, all of its layers free, and heads; embeddings stay as they are."""

from __future__ import annotations

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from assistant import e5
from assistant.reader import ADAPTERS

PARTS = ("q", "k", "v", "ao", "fi", "fo")  #: the linear parts of a layer, named as in the weights' file
HEADS = ("span", "relevance")


class Layer(nn.Module):
    def __init__(self, weights: e5.Weights, number: int) -> None:
        super().__init__()
        self.heads, self.epsilon = weights.shape.heads, weights.shape.epsilon
        for part in PARTS:
            width = weights.shape.inner if part == "fo" else weights.shape.hidden
            table = torch.from_numpy(weights.matrix(f"l{number}.{part}.w", width).copy())
            linear = nn.Linear(width, table.shape[0])
            linear.weight, linear.bias = nn.Parameter(table), nn.Parameter(tensor(weights, f"l{number}.{part}.b"))
            setattr(self, part, linear)
        for norm in ("aln", "oln"):
            layer = nn.LayerNorm(weights.shape.hidden, self.epsilon)
            layer.weight = nn.Parameter(tensor(weights, f"l{number}.{norm}.w"))
            layer.bias = nn.Parameter(tensor(weights, f"l{number}.{norm}.b"))
            setattr(self, norm, layer)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        shape = (batch, length, self.heads, hidden // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.ao(attended.transpose(1, 2).reshape(batch, length, hidden)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class ReaderModel(nn.Module):
    """Token ids (batch, length) to logits: start, end and part of an answer, each (batch, length), and of the answer's
    being there (batch,)."""

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
        self.span = nn.Linear(shape.hidden, 3)
        self.relevance = nn.Linear(2 * shape.hidden, 1)

    def go_on(self) -> None:
        """Takes up the adapters and heads that ship, to train them further."""
        shipped = {name: values.float() for name, values in load_file(ADAPTERS).items()}
        with torch.no_grad():
            for number, layer in enumerate(self.layers):
                for part in PARTS:
                    name = f"l{number}.{part}"
                    up, scale, down = (shipped[f"{name}.{side}"] for side in ("up", "scale", "down"))
                    getattr(layer, part).weight += up * scale @ down
                    getattr(layer, part).bias.copy_(shipped[f"{name}.b"])
                for norm in ("aln", "oln"):
                    getattr(layer, norm).weight.copy_(shipped[f"l{number}.{norm}.w"])
                    getattr(layer, norm).bias.copy_(shipped[f"l{number}.{norm}.b"])
            own = dict(self.named_parameters())
            for head in HEADS:
                for side in ("weight", "bias"):
                    if (values := shipped.get(f"{head}.{side}")) is not None:
                        own[f"{head}.{side}"][: len(values)] = values

    def forward(self, ids: Tensor, readable: Tensor) -> tuple[Tensor, ...]:
        """`readable` (batch, length) marks the tokens that are not padding."""
        with torch.no_grad():
            x = torch.from_numpy(e5.dequantise(self.words[ids.numpy()])) + self.positions[: ids.shape[1]]
            x = F.layer_norm(x, (x.shape[-1],), self.ln_w, self.ln_b, self.epsilon)
        mask = readable[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        mean = (x * readable[..., None]).sum(1) / readable.sum(1, keepdim=True)
        pooled = torch.cat([x[:, 0], mean], -1)
        return (*self.span(x).unbind(-1), self.relevance(pooled).squeeze(-1))


def tensor(weights: e5.Weights, name: str) -> Tensor:
    return torch.tensor(weights.tensors[name].astype("float32"))
