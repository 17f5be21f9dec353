"""Names whose parts are joined by hyphens, as Korean, Chinese and Muslim names are printed in Latin letters."""

from collections.abc import Sequence

from backfile.patterns import late

__all__ = ["of_compounds"]

# `Inzamam-ul-Haq`, `Ata-ur-Rehman`: whole names of one word, the article in their midst.
JOINED = late(r"[A-Z][a-z]+-(?:u[lrdzsn]|al|el|il|e)-[A-Z][a-z]+")
# `Young-hoon`, `Tse-tung`: a given name of two syllables.
SYLLABLES = late(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
# Family names that stand before or behind such a given name.
FAMILIES = frozenset(
    """
    Ahn An Bae Baek Ban Byun Cai Cao Cha Chan Chang Chen Cheng Cheon Cheung Chiang Chiu Cho Choe Choi Chon Chong
    Choo Chou Chow Chu Chun Chung Deng Dong Eom Fan Fang Feng Fu Fung Gao Gil Gong Goo Gu Guo Ha Hahn Ham Han He
    Heo Ho Hong Hsieh Hsu Hu Huang Hung Hur Hwang Hyun Im Jang Jeon Jeong Ji Jiang Jin Jo Joo Joung Ju Jun Jung
    Kang Kao Kim Ko Koh Koo Kung Kuo Kwak Kwon Lai Lam Lau Lee Leung Li Liang Liao Lien Lim Lin Ling Liu Lo Lu
    Luo Ma Mao Min Moon Na Nam Ng Noh Oh Paek Paik Pak Pan Park Peng Pyo Qian Rhee Ri Ro Roh Ryu Seo Seok Shen
    Shih Shim Shin Sim Sin So Son Song Su Suh Sun Sung Tan Tang Teng Teo Tsai Tsang Tseng Tung Um Wang Wei Wen
    Wi Won Wong Woo Wu Xie Xu Xue Yan Yang Yao Ye Yeh Yeo Yi Yim Yip Yoo Yoon You Yu Yuan Yun Yung Zeng Zhang
    Zhao Zheng Zhou Zhu
    """.split()  # noqa: SIM905
)


def of_compounds(words: Sequence[str]) -> float:
    """Return what hyphens in the words of a run speak for a name."""
    if "-" not in "".join(words):
        return 0.0
    if len(words) == 1:
        return 4.0 if JOINED.fullmatch(words[0]) else 0.0
    first, last = words[0], words[-1]
    if len(words) == 2 and (
        (first in FAMILIES and SYLLABLES.fullmatch(last)) or (last in FAMILIES and SYLLABLES.fullmatch(first))
    ):
        return 3.0
    return 2.0 if JOINED.fullmatch(first) or JOINED.fullmatch(last) else 0.0
