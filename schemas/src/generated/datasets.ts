// Types of the canonical datasets, newest versions. Generated from schemas/catalogue by `npm run generate`; do not edit.

/** 预警 · Alert */
export interface Alert {
  /** 预警编号 · Alert number */
  alertId: string;
  /** 规则编号 · Rule */
  ruleId: string;
  /** 规则版本 · Rule version */
  ruleVersion?: string;
  /** 预警级别 · Level */
  level: 'blue' | 'yellow' | 'orange' | 'red';
  /** 预警对象 · Subjects */
  subjects?: {
    /** 数据集 · Dataset */
    dataset: string;
    /** 业务键 · Business key */
    key: string;
  }[];
  /** 证据记录编号 · Evidence (record numbers) */
  evidence?: string[];
  /** 首次发生时间 · First at */
  firstAt: string;
  /** 最近发生时间 · Last at */
  lastAt?: string;
  /** 发生次数 · Count */
  count?: number;
  /** 接收方 · Recipients */
  recipients?: {
    /** 接收单位统一社会信用代码 · Organisation, unified social credit code */
    orgUscc?: string;
    /** 接收单位名称（按来源） · Organisation, name as received */
    orgName?: string;
    /** 接收角色 · Role */
    role?: string;
    /** 送达渠道 · Channel */
    channel?: string;
    /** 送达时间 · Delivered at */
    deliveredAt?: string;
  }[];
  /** 管辖机关统一社会信用代码 · Authority in charge, unified social credit code */
  jurisdiction?: string;
  /** 管辖机关名称（按来源） · Authority in charge, name as received */
  jurisdictionName?: string;
  /** 状态 · Status */
  status?: 'raised' | 'acknowledged' | 'rectifying' | 'verified' | 'closed' | 'dismissed';
  /** 整改期限 · Due at */
  dueAt?: string;
  /** 处置记录 · Actions */
  actions?: {
    /** 时间 · At */
    at: string;
    /** 处置人（假名） · By (pseudonym) */
    byRef?: string;
    /** 处置种类 · Kind */
    kind?: string;
    /** 说明 · Note */
    note?: string;
    /** 附件杂凑值 · Hash of the attachment (SM3) */
    fileHash?: string;
  }[];
}

/** 严重失信主体名单条目 · Entry in a list of seriously dishonest entities */
export interface BlacklistEntry {
  /** 名单编号 · Entry number */
  entryNo: string;
  /** 失信主体统一社会信用代码 · Subject, unified social credit code */
  subjectUscc?: string;
  /** 自然人（假名） · Natural person (pseudonym) */
  personRef?: string;
  /** 失信主体名称 · Subject, name */
  subjectName?: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 名单种类 · Kind of list */
  listType:
    | 'wageArrears'
    | 'workSafety'
    | 'marketSerious'
    | 'courtDefaulter'
    | 'govProcurement'
    | 'buildingMarket'
    | 'taxSerious'
    | 'localMaterialQuality'
    | 'localRedBlack';
  /** 名单层级 · Level of the list */
  level?: 'national' | 'provincial' | 'local';
  /** 列入机关统一社会信用代码 · Authority that listed, unified social credit code */
  listedByUscc: string;
  /** 列入机关名称（按来源） · Authority that listed, name as received */
  listedByName?: string;
  /** 列入依据 · Legal basis */
  legalBasis?: {
    /** 法律文件名称 · Document */
    document?: string;
    /** 条款 · Article */
    article?: string;
    /** 文号 · File number */
    fileNo?: string;
  };
  /** 列入决定书文号 · Decision number */
  decisionNo?: string;
  /** 列入事由 · Facts */
  facts?: string;
  /** 惩戒措施 · Measures */
  measures?: ('M01' | 'M02' | 'M03' | 'M04' | 'M05' | 'M06' | 'M07' | 'M08' | 'M09' | 'M10')[];
  /** 列入日期 · Listed on */
  listedOn?: string;
  /** 生效日期 · Effective from */
  effectiveFrom?: string;
  /** 有效期止 · Expires on */
  expiresOn?: string;
  /** 最早可修复日期 · Earliest repair on */
  earliestRepairOn?: string;
  /** 状态 · Status */
  status: 'inForce' | 'objection' | 'repairPending' | 'removed' | 'expired' | 'revoked';
  /** 移出日期 · Removed on */
  removedOn?: string;
  /** 移出原因 · Reason for removal */
  removalReason?: 'expiry' | 'repair' | 'revoked' | 'error';
  /** 公开范围 · Publicity */
  publicity?: 'public' | 'internal';
  /** 信用修复 · Credit repair */
  repair?: {
    /** 申请日期 · Applied on */
    appliedOn?: string;
    /** 受理日期 · Accepted on */
    acceptedOn?: string;
    /** 决定日期 · Decided on */
    decidedOn?: string;
    /** 修复结果 · Result */
    result?: 'approved' | 'refused';
  };
}

/** 人防工程 · Civil-defence works */
export interface CivilDefence {
  /** 人防工程代号 · Number of the works */
  cdfNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 工程名称 · Name */
  name: string;
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 精确位置 · Exact location (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /** 管理单位统一社会信用代码 · Managing organisation, unified social credit code */
  managerUscc?: string;
  /** 管理单位名称（按来源） · Managing organisation, name as received */
  managerName?: string;
  /** 建筑面积 · Built area (m²) */
  builtArea?: number;
  /** 使用面积 · Usable area (m²) */
  usableArea?: number;
  /** 掩蔽面积 · Sheltered area (m²) */
  shelteredArea?: number;
  /** 可掩蔽人数 · Persons sheltered */
  capacityPersons?: number;
  /** 防常规武器抗力级别 · Resistance class, conventional weapons */
  conventionalClass?: '常5' | '常6';
  /** 防核武器抗力级别 · Resistance class, nuclear weapons */
  nuclearClass?: '核4' | '核4B' | '核5' | '核6' | '核6B';
  /** 防化级别 · Chemical-protection class */
  chemicalClass?: '甲' | '乙' | '丙' | '丁';
  /** 工程类别 · Category */
  category?: '甲类' | '乙类';
  /** 战时功能 · Wartime use */
  wartimeUse?: 'medical' | 'specialSquad' | 'personnelShelter' | 'support';
  /** 平时用途 · Peacetime use */
  peacetimeUse?: string;
  /** 口部数 · Entrances */
  entrances?: number;
  /** 埋深 · Buried depth (m) */
  buriedDepthM?: number;
  /** 工程现状 · Status */
  status?: 'planned' | 'underConstruction' | 'completed' | 'inUse' | 'maintenance' | 'decommissioned';
  /** 防护单元 · Protective units */
  units?: {
    /** 防护单元编号 · Unit number */
    unitNo: string;
    /** 面积 · Area (m²) */
    area?: number;
    /** 最低强度等级 · Minimum strength grade */
    minGrade?: string;
    /** 最低抗渗等级 · Minimum impermeability grade */
    minImpermeability?: string;
    /** 浇筑部位编号 · Placement parts */
    partIds?: string[];
  }[];
}

/** 投诉举报 · Complaint */
export interface Complaint {
  /** 投诉编号 · Complaint number */
  complaintNo: string;
  /** 投诉渠道 · Channel */
  channel?: 'miniProgram' | 'hotline12345' | 'web' | 'visit' | 'letter';
  /** 投诉类别 · Category */
  category: 'quality' | 'safety' | 'dust' | 'noise' | 'wage' | 'traffic' | 'other';
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 位置 · Location (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /** 投诉内容 · Text */
  text?: string;
  /** 照片杂凑值 · Hashes of photographs (SM3) */
  photoHashes?: string[];
  /** 投诉人（假名） · Reporter (pseudonym) */
  reporterRef?: string;
  /** 受理时间 · Received at */
  receivedAt: string;
  /** 派单时间 · Assigned at */
  assignedAt?: string;
  /** 回复时间 · Replied at */
  repliedAt?: string;
  /** 办结时间 · Closed at */
  closedAt?: string;
  /** 承办单位统一社会信用代码 · Office assigned, unified social credit code */
  assignedTo?: string;
  /** 承办单位名称（按来源） · Office assigned, name as received */
  assignedToName?: string;
  /** 延期 · Extension */
  extension?: {
    /** 批准人（假名） · Approved by (pseudonym) */
    approvedByRef?: string;
    /** 延期至 · Until */
    until?: string;
    /** 延期理由 · Reason */
    reason?: string;
  };
  /** 核查结果 · Finding */
  result?: 'confirmed' | 'partly' | 'unfounded' | 'duplicate';
  /** 满意度 · Satisfaction, 1–5 */
  satisfaction?: number;
}

/** 出厂电子合格证 · Electronic factory certificate */
export interface ConcreteCert {
  /** 合格证编号 · Certificate number */
  certNo: string;
  /** 产品种类 · Kind of product */
  productKind?: 'readyMix' | 'mortar' | 'pile' | 'pcComponent' | 'other';
  /** 生产企业统一社会信用代码 · Plant, unified social credit code */
  plantUscc: string;
  /** 生产企业名称（按来源） · Plant, name as received */
  plantName?: string;
  /** 需方统一社会信用代码 · Buyer, unified social credit code */
  buyerUscc?: string;
  /** 需方名称（按来源） · Buyer, name as received */
  buyerName?: string;
  /** 订单编号 · Order number */
  orderNo?: string;
  /** 合同编号 · Contract number */
  contractNo?: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 浇筑部位编号 · Placement part */
  partId?: string;
  /** 浇筑部位 · Placement part, in words */
  partText?: string;
  /** 混凝土标记 · Designation (GB/T 14902) */
  designation?: string;
  /** 强度等级 · Strength grade */
  grade: string;
  /** 抗渗等级 · Impermeability grade */
  impermeability?: string;
  /** 设计龄期 · Design age of the strength (d) */
  ageDays?: number;
  /** 坍落度 · Slump (mm) */
  slumpMm?: number;
  /** 配合比编号 · Mix number */
  mixNo?: string;
  /** 方量 · Volume (m³) */
  volume: number;
  /** 累计方量 · Cumulative volume of the order (m³) */
  cumulativeVolume?: number;
  /** 盘编号 · Batches */
  batchNos?: string[];
  /** 原材料进场批次 · Batches of material */
  materialBatchIds?: string[];
  /** 原材料检验报告编号 · Material inspection reports */
  materialReportNos?: string[];
  /** 车牌号 · Plate of the truck */
  plate?: string;
  /** 驾驶员（假名） · Driver (pseudonym) */
  driverRef?: string;
  /** 装料完成时间 · Loaded at */
  loadedAt?: string;
  /** 签发时间 · Issued at */
  issuedAt: string;
  /** 出厂检查 · Release check at the plant gate */
  releaseCheck?: {
    /** 实测坍落度 · Slump measured (mm) */
    slumpMm?: number;
    /** 计量是否符合 · Dosage within tolerance */
    dosageOk?: boolean;
    /** 含水率 · Moisture content (%) */
    moisturePct?: number;
    /** 外观 · Appearance */
    appearance?: 'good' | 'segregated' | 'other';
    /** 检查人（假名） · Checker (pseudonym) */
    checkerRef?: string;
    /** 检查时间 · Time of check */
    at?: string;
  };
  /** 强度证明编号 · Evidence of strength, number */
  strengthEvidenceNo?: string;
  /** 状态 · Status */
  status: 'issued' | 'inTransit' | 'accepted' | 'rejected' | 'voided';
  /** 作废原因 · Reason for voiding */
  voidReason?: string;
  /** 二维码内容 · Content of the QR code */
  qrText?: string;
  /** 电子签章值 · Signature (SM2) */
  signature?: string;
}

/** 起重机械 · Lifting equipment */
export interface Crane {
  /** 产权备案编号 · Equipment record number */
  recordNo: string;
  /** 投资项目代码 · Investment project code where in use */
  projectCode?: string;
  /** 监控设备编号 · Monitoring device serial number */
  deviceSn?: string;
  /** 种类 · Kind */
  kind?: 'tower' | 'hoist' | 'gantry';
  /** 型号 · Model */
  model?: string;
  /** 额定起重力矩 · Rated moment (kN·m) */
  ratedMomentKNm?: number;
  /** 额定起重量 · Rated load (t) */
  ratedLoadT?: number;
  /** 产权单位统一社会信用代码 · Owner, unified social credit code */
  ownerUscc?: string;
  /** 产权单位名称（按来源） · Owner, name as received */
  ownerName?: string;
  /** 安装单位统一社会信用代码 · Installer, unified social credit code */
  installerUscc?: string;
  /** 安装单位名称（按来源） · Installer, name as received */
  installerName?: string;
  /** 使用登记编号 · Use registration number */
  useRegistrationNo?: string;
  /** 使用登记有效期止 · Registration valid to */
  validTo?: string;
  /** 司机（假名） · Operator (pseudonym) */
  operatorRef?: string;
}

/** 起重机械运行数据 · Reading of lifting equipment */
export interface CraneReading {
  /** 产权备案编号 · Equipment record number */
  recordNo: string;
  /** 采集时间 · Time of the reading */
  at: string;
  /** 起重量 · Load (t) */
  loadT?: number;
  /** 力矩百分比 · Moment, share of rated (%) */
  momentPct?: number;
  /** 幅度 · Radius (m) */
  radiusM?: number;
  /** 起升高度 · Height (m) */
  heightM?: number;
  /** 回转角度 · Slew angle (°) */
  slewDeg?: number;
  /** 风速 · Wind speed (m/s) */
  windMs?: number;
  /** 倾角 · Tilt (°) */
  tiltDeg?: number;
  /** 报警 · Alarms */
  alarms?: ('overload' | 'overMoment' | 'limit' | 'collision' | 'wind' | 'tilt' | 'operatorMismatch')[];
  /** 司机（假名） · Operator (pseudonym) */
  operatorRef?: string;
}

/** 信用评价 · Credit score */
export interface CreditScore {
  /** 评价对象种类 · Kind of subject */
  subjectKind: 'enterprise' | 'vehicle' | 'person' | 'product';
  /** 评价对象标识 · Key of the subject */
  subjectKey: string;
  /** 评价办法 · Scheme */
  scheme: string;
  /** 评价周期 · Period */
  period: string;
  /** 得分 · Score (points) */
  score?: number;
  /** 信用等级 · Grade */
  grade: 'A' | 'B' | 'C' | 'D';
  /** 评分项 · Items */
  items?: {
    /** 评分项代码 · Item code */
    code: string;
    /** 分值 · Points (points) */
    points?: number;
    /** 依据 · Evidence */
    evidence?: string;
  }[];
  /** 评价维度 · Dimensions */
  dimensions?: {
    /** 质量行为 · Quality behaviour (points) */
    qualityBehaviour?: number;
    /** 人员持证 · Staff certificates (points) */
    staffCertificates?: number;
    /** 设备状况 · Equipment condition (points) */
    equipmentCondition?: number;
    /** 投诉 · Complaints (points) */
    complaints?: number;
    /** 抽查 · Spot checks (points) */
    spotChecks?: number;
  };
  /** 评价单位统一社会信用代码 · Assessor, unified social credit code */
  assessorUscc?: string;
  /** 评价单位名称（按来源） · Assessor, name as received */
  assessorName?: string;
  /** 发布日期 · Published on */
  publishedOn?: string;
  /** 有效期止 · Valid to */
  validTo?: string;
  /** 红黑榜 · Red or black list */
  listColour?: 'red' | 'none' | 'black';
}

/** 运输车次 · Delivery trip */
export interface DeliveryTrip {
  /** 发货单位统一社会信用代码 · Shipper (plant or supplier), unified social credit code */
  shipperUscc: string;
  /** 发货单位名称（按来源） · Shipper (plant or supplier), name as received */
  shipperName?: string;
  /** 车次编号 · Trip number */
  tripNo: string;
  /** 合格证编号 · Certificate number */
  certNo?: string;
  /** 进场批次编号 · Batch of material carried */
  materialBatchId?: string;
  /** 车牌号 · Plate */
  plate: string;
  /** 投资项目代码 · Investment project code of the destination */
  projectCode?: string;
  /**
   * 运输走廊 · Corridor, outer ring (WGS-84)
   *
   * @minItems 3
   */
  corridor?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  }[];
  /** 运输时窗起 · Time window from */
  windowFrom?: string;
  /** 运输时窗止 · Time window to */
  windowTo?: string;
  /** 装料结束时间 · Loading ended */
  loadEndAt?: string;
  /** 出厂时间 · Out of the plant gate */
  gateOutAt?: string;
  /** 进场时间 · In at the site */
  siteInAt?: string;
  /** 卸料开始时间 · Unloading started */
  unloadStartAt?: string;
  /** 卸料结束时间 · Unloading ended */
  unloadEndAt?: string;
  /** 出场时间 · Out of the site */
  siteOutAt?: string;
  /** 回厂时间 · Back at the plant */
  plantBackAt?: string;
  /** 运距 · Distance (km) */
  distanceKm?: number;
  /** 退料方量 · Volume returned (m³) */
  returnedM3?: number;
  /** 状态 · Status */
  status?: 'planned' | 'loaded' | 'enRoute' | 'arrived' | 'unloading' | 'done' | 'diverted' | 'returned';
  /** 数据来源 · Origin of the data */
  source?: 'declared' | 'derived';
}

/** 检查处罚许可 · Spot check, penalty or licence */
export interface Enforcement {
  /** 文书号 · Document number */
  docNo: string;
  /** 作出机关统一社会信用代码 · Authority, unified social credit code */
  authorityUscc: string;
  /** 作出机关名称（按来源） · Authority, name as received */
  authorityName?: string;
  /** 种类 · Kind */
  kind: 'spotCheck' | 'penalty' | 'licence';
  /** 行政相对人统一社会信用代码 · Subject, unified social credit code */
  subjectUscc?: string;
  /** 行政相对人名称（按来源） · Subject, name as received */
  subjectName?: string;
  /** 自然人（假名） · Natural person (pseudonym) */
  personRef?: string;
  /** 行政相对人类别 · Category of subject */
  subjectCategory?: 'legalPerson' | 'naturalPerson' | 'soleTrader';
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 合格证编号 · Certificate concerned */
  certNo?: string;
  /** 进场批次编号 · Batch of material concerned */
  materialBatchId?: string;
  /** 违法行为类型 · Type of violation */
  violationType?: string;
  /** 违法事实 · Facts */
  facts?: string;
  /** 处罚依据 · Legal basis */
  basis?: string;
  /** 处罚类别 · Types of penalty */
  penaltyTypes?: (
    | 'warning'
    | 'criticism'
    | 'fine'
    | 'confiscation'
    | 'licenceSuspension'
    | 'downgrade'
    | 'licenceRevocation'
    | 'businessRestriction'
    | 'stopProduction'
    | 'closure'
    | 'careerRestriction'
    | 'detention'
    | 'other'
  )[];
  /** 处罚或许可内容 · Content of the decision */
  content?: string;
  /** 罚款金额 · Fine (CNY) */
  fine?: number;
  /** 没收金额 · Amount confiscated (CNY) */
  confiscated?: number;
  /** 暂扣或吊销的证照 · Licence suspended or revoked */
  licenceAffected?: string;
  /** 决定日期 · Decided on */
  decidedOn: string;
  /** 有效期止 · Valid to */
  validTo?: string;
  /** 公示截止期 · Public until */
  publicUntil?: string;
  /** 检查结果 · Result of the check */
  checkResult?: 'pass' | 'fail';
  /** 失信程度 · Severity */
  severity?: 'minor' | 'general' | 'serious';
  /** 数据来源单位统一社会信用代码 · Source organisation, unified social credit code */
  sourceUscc?: string;
  /** 数据来源单位名称（按来源） · Source organisation, name as received */
  sourceName?: string;
  /** 互认来源地 · Division whose decision is recognised */
  recognisedFrom?: string;
}

/** 市场主体 · Enterprise */
export interface Enterprise {
  /** 统一社会信用代码 · Unified social credit code */
  uscc: string;
  /** 名称 · Name */
  name: string;
  /** 曾用名 · Former names */
  formerNames?: string[];
  /** 主体类型 · Kind of enterprise */
  orgType?:
    | 'plant'
    | 'materialProducer'
    | 'dealer'
    | 'owner'
    | 'survey'
    | 'design'
    | 'contractor'
    | 'labourSub'
    | 'supervision'
    | 'testing'
    | 'carrier'
    | 'precast'
    | 'other';
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 住所 · Registered address */
  address?: string;
  /** 位置 · Location (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /** 法定代表人姓名 · Legal representative, name */
  legalRepName?: string;
  /** 法定代表人证件号码 · Legal representative, identity number */
  legalRepIdNo?: string;
  /** 注册资本 · Registered capital (CNY) */
  regCapital?: number;
  /** 成立日期 · Date of establishment */
  establishedOn?: string;
  /** 登记状态 · Registration status */
  status?: 'active' | 'suspended' | 'revoked' | 'deregistered';
  /** 资质 · Qualifications */
  qualifications?: {
    /** 资质证书编号 · Certificate number */
    certNo?: string;
    /** 资质类别 · Category */
    category?: string;
    /** 资质等级 · Grade */
    grade?: string;
    /** 发证机关统一社会信用代码 · Issuing authority, unified social credit code */
    issuerUscc?: string;
    /** 发证机关名称（按来源） · Issuing authority, name as received */
    issuerName?: string;
    /** 有效期起 · Valid from */
    validFrom?: string;
    /** 有效期止 · Valid to */
    validTo?: string;
  }[];
  /** 安全生产许可证编号 · Work-safety licence number */
  safetyLicenceNo?: string;
  /** 生产企业编号 · Plant number within its division */
  plantNo?: string;
  /** 生产线数量 · Mixer lines */
  mixerLines?: number;
  /** 小时生产能力 · Hourly capacity (m³/h) */
  capacityM3h?: number;
}

/** 危险性较大的分部分项工程 · Hazardous sub-works */
export interface HazardousWork {
  /** 危大工程编号 · Number */
  hazardNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 类别 · Kind */
  type?: 'deepExcavation' | 'highFormwork' | 'scaffold' | 'lifting' | 'demolition' | 'tunnelling' | 'steelErection' | 'other';
  /** 是否超过一定规模 · Over the stated scale */
  overScale?: boolean;
  /** 开挖深度 · Depth of excavation (m) */
  depthM?: number;
  /** 搭设高度 · Height of formwork (m) */
  heightM?: number;
  /** 跨度 · Span (m) */
  spanM?: number;
  /** 施工总荷载 · Total load (kN/m²) */
  loadKNm2?: number;
  /** 专项方案编号 · Special plan number */
  planNo?: string;
  /** 方案审批日期 · Plan approved on */
  planApprovedOn?: string;
  /** 专家论证日期 · Expert review on */
  expertReviewOn?: string;
  /** 申报日期 · Declared on */
  declaredOn?: string;
  /** 开始日期 · Started on */
  startOn?: string;
  /** 结束日期 · Ended on */
  endOn?: string;
  /** 监测设备编号 · Sensor devices */
  sensorPoints?: string[];
  /** 负责人（假名） · Manager in charge (pseudonym) */
  managerRef?: string;
  /** 状态 · Status */
  status?: 'declared' | 'approved' | 'inProgress' | 'accepted';
}

/** 试验室等级 · Laboratory grade */
export interface LabGrade {
  /** 试验室所属单位统一社会信用代码 · Laboratory, unified social credit code */
  labUscc: string;
  /** 试验室所属单位名称（按来源） · Laboratory, name as received */
  labName?: string;
  /** 有效期起 · Valid from */
  validFrom: string;
  /** 试验室种类 · Kind of laboratory */
  kind?: 'plantLab' | 'agency';
  /** 试验室等级 · Grade */
  grade?: '1' | '2' | '3';
  /** 检测范围 · Scopes */
  scopes?: string[];
  /** 得分 · Score (points) */
  score?: number;
  /** 持证人员数 · Certified staff */
  staffCertified?: number;
  /** 设备总数 · Equipment, total */
  equipmentTotal?: number;
  /** 已检定设备数 · Equipment calibrated */
  equipmentCalibrated?: number;
  /** 评定单位统一社会信用代码 · Assessed by, unified social credit code */
  assessedByUscc?: string;
  /** 评定单位名称（按来源） · Assessed by, name as received */
  assessedByName?: string;
  /** 有效期止 · Valid to */
  validTo?: string;
  /** 状态 · Status */
  status?: 'valid' | 'suspended' | 'withdrawn';
}

/** 原材料进场批次 · Batch of material on arrival */
export interface MaterialBatch {
  /** 进场批次编号 · Batch number on arrival */
  materialBatchId: string;
  /** 收货单位统一社会信用代码 · Receiver, unified social credit code */
  receiverUscc: string;
  /** 收货单位名称（按来源） · Receiver, name as received */
  receiverName?: string;
  /** 投资项目代码 · Investment project code (material for one site) */
  projectCode?: string;
  /** 材料种类 · Material */
  material:
    | 'cement'
    | 'flyAsh'
    | 'slag'
    | 'silicaFume'
    | 'limestonePowder'
    | 'sand'
    | 'manufacturedSand'
    | 'stone'
    | 'recycledAggregate'
    | 'admixture'
    | 'water'
    | 'rebar'
    | 'waterproof'
    | 'pipe'
    | 'door'
    | 'other';
  /** 规格型号 · Specification */
  spec?: string;
  /** 生产厂家统一社会信用代码 · Producer, unified social credit code */
  producerUscc?: string;
  /** 生产厂家名称（按来源） · Producer, name as received */
  producerName?: string;
  /** 供应单位统一社会信用代码 · Supplier, unified social credit code */
  supplierUscc?: string;
  /** 供应单位名称（按来源） · Supplier, name as received */
  supplierName?: string;
  /** 出厂批号 · Producer's batch number */
  producerBatchNo?: string;
  /** 质量证明书编号 · Quality certificate number */
  qualityCertNo?: string;
  /** 型式检验报告编号 · Type-inspection report number */
  typeInspectionNo?: string;
  /** 进场时间 · Time of arrival */
  arrivedAt: string;
  /** 进场数量 · Quantity (t) */
  qty: number;
  /** 送货车牌号 · Plate of the delivering vehicle */
  plate?: string;
  /** 料仓编号 · Silo */
  siloNo?: string;
  /** 追溯码 · Trace code */
  traceCode?: string;
  /** 使用部位编号 · Parts where used */
  partIds?: string[];
  /** 包装形式 · Packaging */
  packaging?: 'bulk' | 'bag';
  /** 检验状态 · Inspection status */
  inspectionStatus?: 'pending' | 'sampled' | 'qualified' | 'unqualified' | 'exempt';
  /** 不合格处置 · Disposal */
  disposal?: 'none' | 'returned' | 'downgraded' | 'destroyed';
}

/** 原材料检验报告 · Material inspection report */
export interface MaterialReport {
  /** 试验室所属单位统一社会信用代码 · Laboratory, unified social credit code */
  labUscc: string;
  /** 试验室所属单位名称（按来源） · Laboratory, name as received */
  labName?: string;
  /** 报告编号 · Report number */
  reportNo: string;
  /** 进场批次编号 · Batches on arrival */
  materialBatchIds?: string[];
  /** 代表数量 · Quantity represented (t) */
  representedQty?: number;
  /** 取样时间 · Time of sampling */
  sampledAt?: string;
  /** 报告时间 · Time of report */
  reportedAt: string;
  /** 报告阶段 · Stage */
  stage?: 'early' | 'final';
  /** 检验依据 · Standard tested to */
  standard?: string;
  /** 检验项目 · Items tested */
  items?: {
    /** 项目代码 · Item code */
    code?: string;
    /** 项目名称 · Item */
    name: string;
    /** 检验值 · Value */
    value?: number | string;
    /** 计量单位 · Unit */
    unit?: string;
    /** 标准下限 · Lower limit */
    limitMin?: number;
    /** 标准上限 · Upper limit */
    limitMax?: number;
    /** 单项判定 · Item within limits */
    ok?: boolean;
  }[];
  /** 检验结论 · Conclusion */
  conclusion: 'qualified' | 'unqualified' | 'noConclusion';
  /** 检验人（假名） · Tester (pseudonym) */
  testerRef?: string;
  /** 审核人（假名） · Reviewer (pseudonym) */
  reviewerRef?: string;
  /** 文件杂凑值 · Hash of the file (SM3) */
  fileHash?: string;
}

/** 混凝土配合比 · Concrete mix design */
export interface MixDesign {
  /** 生产企业统一社会信用代码 · Plant, unified social credit code */
  plantUscc: string;
  /** 生产企业名称（按来源） · Plant, name as received */
  plantName?: string;
  /** 配合比编号 · Mix number */
  mixNo: string;
  /** 配合比版本 · Version */
  version: number;
  /** 配合比种类 · Kind */
  kind?: 'design' | 'production';
  /** 设计配合比编号 · Number of the design mix */
  parentMixNo?: string;
  /** 强度等级 · Strength grade */
  grade?: string;
  /** 抗渗等级 · Impermeability grade */
  impermeability?: string;
  /** 抗冻等级 · Frost-resistance grade */
  frost?: string;
  /** 设计坍落度 · Design slump (mm) */
  slumpMm?: number;
  /** 混凝土标记 · Designation (GB/T 14902) */
  designation?: string;
  /**
   * 材料用量 · Materials
   *
   * @minItems 1
   */
  materials: {
    /** 材料种类 · Material */
    material:
      | 'cement'
      | 'flyAsh'
      | 'slag'
      | 'silicaFume'
      | 'limestonePowder'
      | 'sand'
      | 'manufacturedSand'
      | 'stone'
      | 'recycledAggregate'
      | 'admixture'
      | 'water'
      | 'rebar'
      | 'waterproof'
      | 'pipe'
      | 'door'
      | 'other';
    /** 规格型号 · Specification */
    spec?: string;
    /** 生产厂家统一社会信用代码 · Producer, unified social credit code */
    producerUscc?: string;
    /** 生产厂家名称（按来源） · Producer, name as received */
    producerName?: string;
    /** 每立方米用量 · Mass per cubic metre (kg/m³) */
    kgPerM3: number;
  }[];
  /** 水胶比 · Water–binder ratio */
  waterBinderRatio?: number;
  /** 砂率 · Sand ratio (%) */
  sandRatioPct?: number;
  /** 表观密度 · Density (kg/m³) */
  densityKgM3?: number;
  /** 批准日期 · Date of approval */
  approvedOn?: string;
  /** 批准人（假名） · Approver (pseudonym) */
  approverRef?: string;
  /** 有效期止 · Valid to */
  validTo?: string;
  /** 试配28天强度 · Trial strength at 28 days (MPa) */
  trialStrength28d?: number;
  /** 再生料含量 · Recycled content (%) */
  recycledContentPct?: number;
  /** 单方碳排放 · Carbon per cubic metre (kg/m³) */
  carbonKgPerM3?: number;
}

/** 实名制人员与考勤 · Site role and attendance of a person */
export interface PersonRole {
  /** 人员假名 · Person (pseudonym) */
  personRef: string;
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 姓名（脱敏） · Name, masked */
  nameMasked?: string;
  /** 证件号码杂凑值 · Identity number, keyed hash (HMAC-SM3) */
  idNoHash?: string;
  /** 岗位 · Role on site */
  role?:
    'projectManager' | 'chiefSupervisor' | 'safetyOfficer' | 'witness' | 'sampler' | 'driver' | 'craneOperator' | 'teamLeader' | 'worker';
  /** 岗位证书编号 · Certificate number */
  certNo?: string;
  /** 证书有效期止 · Certificate valid to */
  certValidTo?: string;
  /** 用人单位统一社会信用代码 · Employer, unified social credit code */
  employerUscc?: string;
  /** 用人单位名称（按来源） · Employer, name as received */
  employerName?: string;
  /** 进场日期 · On site from */
  from?: string;
  /** 退场日期 · On site to */
  to?: string;
  /** 考勤 · Attendance */
  attendance?: {
    /** 日期 · Date */
    date: string;
    /** 是否出勤 · Present */
    present?: boolean;
    /** 工时 · Hours (h) */
    hours?: number;
  }[];
}

/** 混凝土浇筑记录 · Placement part and pour */
export interface Placement {
  /** 浇筑部位编号 · Placement part */
  partId: string;
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 单位工程编号 · Unit works number */
  unitWorksNo?: string;
  /** 构件种类 · Structural element */
  element:
    | 'pile'
    | 'raft'
    | 'wall'
    | 'column'
    | 'beam'
    | 'slab'
    | 'stair'
    | 'pavement'
    | 'dam'
    | 'lining'
    | 'pier'
    | 'civilDefenceStructure'
    | 'other';
  /** 楼层 · Floor */
  floor?: string;
  /** 轴线 · Axes */
  axis?: string;
  /** 设计强度等级 · Design strength grade */
  designGrade?: string;
  /** 设计抗渗等级 · Design impermeability grade */
  designImpermeability?: string;
  /** 设计方量 · Design volume (m³) */
  designVolume?: number;
  /** 浇筑开始时间 · Pour started */
  pourStartAt?: string;
  /** 浇筑结束时间 · Pour ended */
  pourEndAt?: string;
  /** 工序报验编号 · Inspection request number */
  stepInspectionNo?: string;
  /** 劳务班组（假名） · Labour teams on the part (pseudonyms) */
  teamRefs?: string[];
  /** 防护单元编号 · Protective unit */
  civilDefenceUnitId?: string;
  /** 实际方量 · Actual volume (m³) */
  actualVolume?: number;
  /** 状态 · Status */
  status?: 'planned' | 'approved' | 'poured' | 'accepted';
}

/** 采购备案 · Procurement filing */
export interface ProcurementRecord {
  /** 备案编号 · Filing number */
  filingNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 采购单位统一社会信用代码 · Buyer, unified social credit code */
  buyerUscc?: string;
  /** 采购单位名称（按来源） · Buyer, name as received */
  buyerName?: string;
  /** 供应单位统一社会信用代码 · Supplier, unified social credit code */
  supplierUscc?: string;
  /** 供应单位名称（按来源） · Supplier, name as received */
  supplierName?: string;
  /** 生产厂家统一社会信用代码 · Producer, unified social credit code */
  producerUscc?: string;
  /** 生产厂家名称（按来源） · Producer, name as received */
  producerName?: string;
  /** 产品种类 · Kind of product */
  productKind?:
    | 'readyMix'
    | 'mortar'
    | 'pile'
    | 'pcComponent'
    | 'cement'
    | 'sand'
    | 'stone'
    | 'admixture'
    | 'rebar'
    | 'waterproof'
    | 'pipe'
    | 'door'
    | 'insulation'
    | 'other';
  /** 规格型号 · Specification */
  spec?: string;
  /** 数量 · Quantity */
  qty: number;
  /** 计量单位 · Unit */
  unit: 't' | 'm3' | 'm2' | 'm' | 'piece';
  /** 含税单价 · Unit price including tax (CNY) */
  unitPrice?: number;
  /** 采购方式 · Purchase method */
  purchaseMethod?: 'tender' | 'inquiry' | 'direct' | 'ownerSupplied' | 'onlineMarket';
  /** 合同编号 · Contract number */
  contractNo?: string;
  /** 发票号码 · Invoice number */
  invoiceNo?: string;
  /** 监理人员（假名） · Supervising engineer (pseudonym) */
  supervisorRef?: string;
  /** 见证检测报告编号 · Witnessed test report number */
  witnessReportNo?: string;
  /** 见证检测机构统一社会信用代码 · Laboratory of the witnessed test, unified social credit code */
  witnessLabUscc?: string;
  /** 见证检测机构名称（按来源） · Laboratory of the witnessed test, name as received */
  witnessLabName?: string;
  /** 使用部位 · Part where used, in words */
  partText?: string;
  /** 联系方式（脱敏） · Contact, masked */
  contactMasked?: string;
  /** 剩余数量 · Quantity left over */
  leftoverQty?: number;
  /** 余料来源项目 · Project from which left-over material came */
  leftoverFromProject?: string;
  /** 建筑面积 · Floor area (m²) */
  floorArea?: number;
  /** 结构体系 · Structural system */
  structureType?: 'masonry' | 'frame' | 'frameShear' | 'shearWall' | 'steel' | 'prefab' | 'other';
  /** 质量责任保险单号 · Quality liability policy number */
  liabilityPolicyNo?: string;
  /** 备案时间 · Filed at */
  filedAt?: string;
}

/** 混凝土盘记录 · Production batch (one mixer charge) */
export interface ProductionBatch {
  /** 生产企业统一社会信用代码 · Plant, unified social credit code */
  plantUscc: string;
  /** 生产企业名称（按来源） · Plant, name as received */
  plantName?: string;
  /** 生产线编号 · Mixer line */
  lineNo: string;
  /** 盘编号 · Batch number */
  batchNo: string;
  /** 任务单编号 · Task number */
  taskNo?: string;
  /** 车次编号 · Trip number */
  tripNo?: string;
  /** 配合比编号 · Mix number */
  mixNo?: string;
  /** 配合比版本 · Mix version */
  mixVersion?: number;
  /** 开始时间 · Start of batching */
  startedAt?: string;
  /** 出料时间 · Time of discharge */
  dischargedAt: string;
  /** 盘方量 · Volume (m³) */
  volume: number;
  /** 生产方式 · Mode of production */
  mode?: 'auto' | 'manual';
  /** 搅拌时间 · Mixing time (s) */
  mixSeconds?: number;
  /** 骨料含水率 · Moisture of aggregates */
  moisture?: {
    /** 材料种类 · Material */
    material:
      | 'cement'
      | 'flyAsh'
      | 'slag'
      | 'silicaFume'
      | 'limestonePowder'
      | 'sand'
      | 'manufacturedSand'
      | 'stone'
      | 'recycledAggregate'
      | 'admixture'
      | 'water'
      | 'rebar'
      | 'waterproof'
      | 'pipe'
      | 'door'
      | 'other';
    /** 含水率 · Moisture content (%) */
    pct: number;
  }[];
  /** 称量记录 · Weighed materials */
  materials?: {
    /** 材料种类 · Material */
    material?:
      | 'cement'
      | 'flyAsh'
      | 'slag'
      | 'silicaFume'
      | 'limestonePowder'
      | 'sand'
      | 'manufacturedSand'
      | 'stone'
      | 'recycledAggregate'
      | 'admixture'
      | 'water'
      | 'rebar'
      | 'waterproof'
      | 'pipe'
      | 'door'
      | 'other';
    /** 料仓编号 · Bin */
    binNo?: string;
    /** 进场批次编号 · Batch on arrival */
    materialBatchId?: string;
    /** 设定用量 · Target mass (kg) */
    targetKg?: number;
    /** 实际用量 · Actual mass (kg) */
    actualKg?: number;
  }[];
  /** 搅拌机电流 · Mixer current (A) */
  mixerAmpere?: number;
  /** 混凝土温度 · Concrete temperature (°C) */
  concreteTempC?: number;
  /** 能耗 · Energy (kWh) */
  energyKWh?: number;
  /** 操作员（假名） · Operator (pseudonym) */
  operatorRef?: string;
  /** 前一盘杂凑值 · Hash of the line's previous batch */
  prevHash?: string;
  /** 本盘杂凑值 · Hash of this batch */
  hash?: string;
}

/** 工程项目 · Construction project */
export interface Project {
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 国家平台项目编号 · Project number of the national construction platform */
  prjNum?: string;
  /** 各系统项目编号 · Project numbers of the departments' own systems */
  nativeIds?: {
    /** 系统 · System */
    system: string;
    /** 项目编号 · Number in that system */
    id: string;
  }[];
  /** 工程名称 · Name of works */
  name: string;
  /** 工程类别 · Category of works */
  category?: 'building' | 'municipal' | 'railTransit' | 'highway' | 'waterway' | 'water' | 'civilDefence' | 'other';
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 功能区代码 · Development-zone code */
  zoneCode?: string;
  /** 是否位于中心城区 · In the central urban area */
  inCentralUrbanArea?: boolean;
  /** 位置 · Location (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /**
   * 工地围栏 · Site fence, outer ring (WGS-84)
   *
   * @minItems 3
   */
  fence?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  }[];
  /** 建筑面积 · Floor area (m²) */
  floorArea?: number;
  /** 工程造价 · Cost of works (CNY) */
  cost?: number;
  /** 结构体系 · Structural system */
  structureType?: 'masonry' | 'frame' | 'frameShear' | 'shearWall' | 'steel' | 'prefab' | 'other';
  /** 地上层数 · Storeys above ground */
  storiesAbove?: number;
  /** 地下层数 · Storeys below ground */
  storiesBelow?: number;
  /** 投资性质 · Source of investment */
  investmentType?: 'government' | 'stateOwned' | 'private';
  /** 是否保障性住房 · Affordable housing */
  affordableHousing?: boolean;
  /** 建设单位统一社会信用代码 · Owner, unified social credit code */
  ownerUscc?: string;
  /** 建设单位名称（按来源） · Owner, name as received */
  ownerName?: string;
  /** 设计单位统一社会信用代码 · Design firm, unified social credit code */
  designUscc?: string;
  /** 设计单位名称（按来源） · Design firm, name as received */
  designName?: string;
  /** 施工单位统一社会信用代码 · Contractor, unified social credit code */
  contractorUscc?: string;
  /** 施工单位名称（按来源） · Contractor, name as received */
  contractorName?: string;
  /** 监理单位统一社会信用代码 · Supervising engineer, unified social credit code */
  supervisionUscc?: string;
  /** 监理单位名称（按来源） · Supervising engineer, name as received */
  supervisionName?: string;
  /** 劳务分包单位统一社会信用代码 · Labour subcontractors, unified social credit code */
  labourSubUsccs?: string[];
  /** 劳务分包单位名称（按来源） · Labour subcontractors, names as received */
  labourSubNames?: string[];
  /** 是否申报标化工地 · Applies for the standardised-site award */
  standardisedSiteApplicant?: boolean;
  /** 计划开工日期 · Planned start */
  plannedStart?: string;
  /** 计划竣工日期 · Planned end */
  plannedEnd?: string;
  /** 实际开工日期 · Actual start */
  actualStart?: string;
  /** 工程阶段 · Phase of works */
  phase?: 'approval' | 'permitted' | 'foundation' | 'main' | 'decoration' | 'completed' | 'suspended';
  /** 形象进度 · Progress (%) */
  progressPct?: number;
  /** 单位工程 · Unit works */
  unitWorks?: {
    /** 单位工程编号 · Number */
    no: string;
    /** 单位工程名称 · Name */
    name?: string;
    /** 建筑面积 · Floor area (m²) */
    floorArea?: number;
    /** 建筑高度 · Height (m) */
    heightM?: number;
  }[];
}

/** 惩戒执行反馈 · Restriction receipt */
export interface RestrictionReceipt {
  /** 名单编号 · Entry number */
  entryNo: string;
  /** 惩戒措施 · Measure */
  measure: 'M01' | 'M02' | 'M03' | 'M04' | 'M05' | 'M06' | 'M07' | 'M08' | 'M09' | 'M10';
  /** 执行单位统一社会信用代码 · Executor, unified social credit code */
  executorUscc: string;
  /** 执行单位名称（按来源） · Executor, name as received */
  executorName?: string;
  /** 接收时间 · Received at */
  receivedAt: string;
  /** 反馈种类 · Action */
  action: 'received' | 'applied' | 'notApplicable' | 'rejected' | 'lifted';
  /** 执行时间 · Acted at */
  actedAt?: string;
  /** 匹配方式 · How matched */
  matchedBy?: 'uscc' | 'idHash';
  /** 关联业务编号 · Bid or application refused */
  caseRef?: string;
  /** 说明 · Reason */
  reason?: string;
  /** 经办人（假名） · Operator (pseudonym) */
  operatorRef?: string;
}

/** 测点 · Sensor point */
export interface SensorPoint {
  /** 设备编号 · Device serial number */
  deviceSn: string;
  /** 通道 · Channel */
  channel: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 生产企业统一社会信用代码 · Plant, unified social credit code */
  plantUscc?: string;
  /** 生产企业名称（按来源） · Plant, name as received */
  plantName?: string;
  /** 测点种类 · Kind of sensor */
  kind?:
    | 'dust'
    | 'noise'
    | 'settlement'
    | 'horizontalDisplacement'
    | 'inclination'
    | 'axialForce'
    | 'stress'
    | 'waterLevel'
    | 'tilt'
    | 'waterMeter'
    | 'powerMeter'
    | 'plantScale'
    | 'weather';
  /** 计量单位 · Unit */
  unit?: string;
  /** 位置 · Location (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /** 安装日期 · Mounted on */
  mountedOn?: string;
  /** 阈值 · Thresholds */
  thresholds?: {
    /** 预警值 · Warning value */
    warn?: number;
    /** 报警值 · Alarm value */
    alarm?: number;
    /** 控制值 · Control value */
    control?: number;
    /** 日变化率 · Rate per day */
    ratePerDay?: number;
  };
  /** 校准日期 · Calibrated on */
  calibratedOn?: string;
  /** 下次校准日期 · Next calibration on */
  nextCalibrationOn?: string;
  /** 设备唯一标识 MN · Device identifier MN (HJ 212) */
  mn?: string;
}

/** 测点读数 · Sensor reading */
export interface SensorReading {
  /** 设备编号 · Device serial number */
  deviceSn: string;
  /** 通道 · Channel */
  channel: string;
  /** 监测因子 · Factor */
  factor: string;
  /** 汇总周期 · Averaging period */
  aggregate: 'rtd' | 'min1' | 'min5' | 'min15' | 'hour' | 'day';
  /** 监测时间 · Time of the reading */
  at: string;
  /** 读数 · Value */
  value: number;
  /** 最小值 · Minimum */
  min?: number;
  /** 最大值 · Maximum */
  max?: number;
  /** 数据标记 · Data flag */
  flag?: 'N' | 'F' | 'M' | 'S' | 'D' | 'C' | 'T' | 'B';
  /** 接收时间 · Received at */
  receivedAt?: string;
}

/** 混凝土进场校验 · Site acceptance of concrete */
export interface SiteAcceptance {
  /** 合格证编号 · Certificate number */
  certNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 到场时间 · Arrived at */
  arrivedAt?: string;
  /** 校验时间 · Checked at */
  checkedAt: string;
  /** 实测坍落度 · Slump measured (mm) */
  slumpMm?: number;
  /** 混凝土温度 · Concrete temperature (°C) */
  tempC?: number;
  /** 确认方量 · Volume confirmed (m³) */
  confirmedVolume?: number;
  /** 标记是否相符 · Designation as ordered */
  designationOk?: boolean;
  /** 校验结果 · Result */
  result: 'accepted' | 'acceptedWithNote' | 'rejected';
  /** 拒收原因 · Reason for rejection */
  rejectReason?: 'slump' | 'overtime' | 'segregated' | 'wrongGrade' | 'wrongSite' | 'noCert' | 'other';
  /** 拒收处置 · Disposal of the load */
  disposal?: 'none' | 'returnedPlant' | 'discarded';
  /** 收料人（假名） · Receiver (pseudonym) */
  receiverRef?: string;
  /** 监理旁站人（假名） · Supervising engineer on watch (pseudonym) */
  supervisorRef?: string;
  /** 生产企业确认时间 · Confirmed by the plant at */
  plantConfirmAt?: string;
  /** 校验位置 · Place of check (WGS-84) */
  location?: {
    /** 经度 · Longitude (°) */
    lng: number;
    /** 纬度 · Latitude (°) */
    lat: number;
  };
  /** 照片杂凑值 · Hashes of photographs (SM3) */
  photoHashes?: string[];
}

/** 智慧工地登记与星级 · Smart-site registration and star grade */
export interface SmartSite {
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 版本 · Version */
  version: number;
  /** 智慧应用 · Applications */
  apps?: {
    /** 应用代码 · Application */
    code:
      | 'videoMonitoring'
      | 'realNameManagement'
      | 'dustNoise'
      | 'wageAccount'
      | 'craneSafety'
      | 'safetyQualitySupervision'
      | 'testingSupervision'
      | 'utilityMetering'
      | 'hazardousWorks'
      | 'bimConstruction'
      | 'govCoordination'
      | 'other';
    /** 状态 · Status */
    status?: 'declared' | 'online' | 'offline' | 'verified';
    /** 设备编号 · Devices */
    deviceSns?: string[];
    /** 近30天在线率 · Online rate over 30 days (%) */
    onlineRate30d?: number;
    /** 核验日期 · Verified on */
    verifiedOn?: string;
    /** 设备供应商统一社会信用代码 · Vendor, unified social credit code */
    vendorUscc?: string;
    /** 设备供应商名称（按来源） · Vendor, name as received */
    vendorName?: string;
  }[];
  /** 智慧工地费用计划 · Fee plan */
  feePlan?: {
    /** 金额 · Amount (CNY) */
    amount?: number;
    /** 建设单位确认 · Confirmed by the owner */
    ownerConfirmed?: boolean;
    /** 监理单位确认 · Confirmed by the supervising engineer */
    supervisorConfirmed?: boolean;
  };
  /** 申报星级 · Stars declared */
  starDeclared?: number;
  /** 计算星级 · Stars computed */
  starComputed?: number;
  /** 应达星级 · Stars required */
  starRequired?: number;
  /** 人工调整 · Adjustment */
  adjustment?: {
    /** 调整后星级 · Stars after adjustment */
    star: number;
    /** 调整理由 · Reason */
    reason?: string;
    /** 批准人（假名） · Approver (pseudonym) */
    approverRef?: string;
    /** 调整日期 · Adjusted on */
    on?: string;
  };
  /** 评价日期 · Evaluated on */
  evaluatedOn?: string;
  /** 政策版本 · Policy version */
  policyVersion?: string;
  /** 是否具备评优条件 · Eligible for awards */
  awardEligible?: boolean;
}

/** 库存与需求 · Stock and forecast */
export interface StockForecast {
  /** 持有主体 · Holder (enterprise, project or division) */
  holder: string;
  /** 物资 · Item */
  item: string;
  /** 截至时间 · As of */
  asOf: string;
  /** 种类 · Kind */
  kind?: 'stock' | 'order' | 'demand' | 'capacity' | 'forecast';
  /** 数量 · Quantity */
  qty?: number;
  /** 计量单位 · Unit */
  unit?: 't' | 'm3' | 'm2' | 'm' | 'piece';
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 预测天数 · Horizon (d) */
  horizonDays?: number;
  /** 取得方法 · Method */
  method?: 'measured' | 'declared' | 'model';
  /** 下限 · Lower bound */
  lower?: number;
  /** 上限 · Upper bound */
  upper?: number;
}

/** 混凝土强度评定表 · Strength assessment sheet */
export interface StrengthAssessment {
  /** 评定编号 · Assessment number */
  assessmentNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 评定范围 · Scope (inspection lot) */
  scope?: string;
  /** 强度等级 · Strength grade */
  grade: string;
  /** 评定方法 · Method */
  method?: 'statKnown' | 'statUnknown' | 'nonStat';
  /** 试块组编号 · Groups of cubes */
  groupNos?: string[];
  /** 组数 · Number of groups */
  n?: number;
  /** 平均值 · Mean (MPa) */
  mean?: number;
  /** 标准差 · Standard deviation (MPa) */
  sd?: number;
  /** 已知标准差 · Known standard deviation (MPa) */
  sigma0?: number;
  /** 最小值 · Minimum (MPa) */
  min?: number;
  /** 平均值界限 · Required mean (MPa) */
  requiredMean?: number;
  /** 最小值界限 · Required minimum (MPa) */
  requiredMin?: number;
  /** 评定结果 · Result */
  result: 'pass' | 'fail';
  /** 评定日期 · Assessed on */
  assessedOn?: string;
  /** 复算 · Recomputation by the hub */
  recomputed?: {
    /** 复算结果 · Result */
    result: 'pass' | 'fail';
    /** 复算时间 · Recomputed at */
    at: string;
  };
}

/** 供应信息 · Supply declaration */
export interface SupplyRecord {
  /** 供应编号 · Supply number */
  supplyNo: string;
  /** 供应单位统一社会信用代码 · Supplier, unified social credit code */
  supplierUscc?: string;
  /** 供应单位名称（按来源） · Supplier, name as received */
  supplierName?: string;
  /** 生产厂家统一社会信用代码 · Producer, unified social credit code */
  producerUscc?: string;
  /** 生产厂家名称（按来源） · Producer, name as received */
  producerName?: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 工程名称 · Name of works, as received */
  projectName?: string;
  /** 产品种类 · Kind of product */
  productKind?:
    | 'readyMix'
    | 'mortar'
    | 'pile'
    | 'pcComponent'
    | 'cement'
    | 'sand'
    | 'stone'
    | 'admixture'
    | 'rebar'
    | 'waterproof'
    | 'pipe'
    | 'door'
    | 'insulation'
    | 'other';
  /** 规格型号 · Specification */
  spec?: string;
  /** 数量 · Quantity */
  qty: number;
  /** 计量单位 · Unit */
  unit: 't' | 'm3' | 'm2' | 'm' | 'piece';
  /** 含税单价 · Unit price including tax (CNY) */
  unitPrice?: number;
  /** 合同编号 · Contract number */
  contractNo?: string;
  /** 型式检验报告编号 · Type-inspection report number */
  typeInspectionNo?: string;
  /** 型式检验机构统一社会信用代码 · Laboratory of the type inspection, unified social credit code */
  typeInspectionLabUscc?: string;
  /** 型式检验机构名称（按来源） · Laboratory of the type inspection, name as received */
  typeInspectionLabName?: string;
  /** 供应日期 · Supplied on */
  suppliedOn?: string;
}

/** 招投标记录 · Tender record */
export interface TenderRecord {
  /** 招标编号 · Tender number */
  tenderNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 招标内容 · Subject */
  subject?: 'works' | 'material' | 'service';
  /** 产品规格 · Specification of the product */
  productSpec?: string;
  /** 招标方式 · Method */
  method?: 'public' | 'invited' | 'none';
  /** 代理机构统一社会信用代码 · Agency, unified social credit code */
  agencyUscc?: string;
  /** 代理机构名称（按来源） · Agency, name as received */
  agencyName?: string;
  /** 投标人统一社会信用代码 · Bidders, unified social credit code */
  bidders?: string[];
  /** 投标人名称（按来源） · Bidders, names as received */
  bidderNames?: string[];
  /** 中标人统一社会信用代码 · Winner, unified social credit code */
  winnerUscc?: string;
  /** 中标人名称（按来源） · Winner, name as received */
  winnerName?: string;
  /** 中标金额 · Amount (CNY) */
  amount?: number;
  /** 数量 · Quantity */
  qty?: number;
  /** 计量单位 · Unit */
  unit?: 't' | 'm3' | 'm2' | 'm' | 'piece';
  /** 指导价 · Guide price (CNY) */
  guidePrice?: number;
  /** 合同编号 · Contract number */
  contractNo?: string;
  /** 中标日期 · Result on */
  resultOn?: string;
  /** 核查的名单条目编号 · List entry found at the check */
  checkedEntryNo?: string;
}

/** 混凝土试块组 · Group of test cubes */
export interface TestBlockGroup {
  /** 试块组编号 · Group number (chip or QR) */
  groupNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 浇筑部位编号 · Placement part */
  partId?: string;
  /** 合格证编号 · Certificate number */
  certNo?: string;
  /** 试块用途 · Purpose */
  purpose?: 'standard28d' | 'sameCondition' | 'factoryInspection' | 'impermeability' | 'frost' | 'demould';
  /** 强度等级 · Strength grade */
  grade: string;
  /** 试块边长 · Edge of the cube (mm) */
  sizeMm?: 100 | 150 | 200;
  /** 试块数量 · Number of specimens */
  count?: number;
  /** 成型时间 · Made at */
  madeAt: string;
  /** 取样人（假名） · Sampler (pseudonym) */
  sampledByRef?: string;
  /** 见证人（假名） · Witness (pseudonym) */
  witnessRef?: string;
  /** 养护方式 · Curing */
  curing?: 'standard' | 'site';
  /** 应检日期 · Due for test on */
  dueOn?: string;
  /** 收样时间 · Received by the laboratory at */
  receivedAt?: string;
  /** 检测机构统一社会信用代码 · Laboratory, unified social credit code */
  labUscc?: string;
  /** 检测机构名称（按来源） · Laboratory, name as received */
  labName?: string;
}

/** 检测报告 · Test report */
export interface TestReport {
  /** 检测机构统一社会信用代码 · Laboratory, unified social credit code */
  labUscc: string;
  /** 检测机构名称（按来源） · Laboratory, name as received */
  labName?: string;
  /** 报告编号 · Report number */
  reportNo: string;
  /** 检测种类 · Kind of test */
  kind:
    | 'cubeStrength'
    | 'impermeability'
    | 'rebar'
    | 'rebarJoint'
    | 'waterproof'
    | 'cement'
    | 'aggregate'
    | 'admixture'
    | 'structureEntity'
    | 'typeInspection'
    | 'other';
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 工程部位 · Part, in words */
  partText?: string;
  /** 试块组编号 · Group of cubes */
  groupNo?: string;
  /** 进场批次编号 · Batch of material */
  materialBatchId?: string;
  /** 生产企业统一社会信用代码 · Plant whose concrete was tested, unified social credit code */
  plantUscc?: string;
  /** 生产企业名称（按来源） · Plant whose concrete was tested, name as received */
  plantName?: string;
  /** 配合比编号 · Mix tested, number at its plant */
  mixNo?: string;
  /** 产品规格 · Specification of the product */
  productSpec?: string;
  /** 是否见证 · Witnessed */
  witnessed?: boolean;
  /** 见证人（假名） · Witness (pseudonym) */
  witnessRef?: string;
  /** 取样日期 · Sampled on */
  sampledOn?: string;
  /** 检测日期 · Tested on */
  testedOn?: string;
  /** 签发日期 · Issued on */
  issuedOn?: string;
  /** 龄期 · Age (d) */
  ageDays?: number;
  /** 检测项目 · Items tested */
  items?: {
    /** 项目代码 · Item code */
    code?: string;
    /** 项目名称 · Item */
    name: string;
    /** 检测值 · Value */
    value?: number | string;
    /** 计量单位 · Unit */
    unit?: string;
    /** 标准下限 · Lower limit */
    limitMin?: number;
    /** 标准上限 · Upper limit */
    limitMax?: number;
    /** 单项判定 · Item within limits */
    ok?: boolean;
  }[];
  /** 原始读数 · Raw readings */
  rawReadings?: {
    /** 试件序号 · Specimen */
    specimen: number;
    /** 破坏荷载 · Failure load (kN) */
    loadKN?: number;
    /** 受压面积 · Area under load (mm²) */
    areaMm2?: number;
    /** 抗压强度 · Strength (MPa) */
    mpa?: number;
  }[];
  /** 强度代表值 · Value of the group (MPa) */
  groupValueMPa?: number;
  /** 检测结论 · Conclusion */
  conclusion?: 'qualified' | 'unqualified' | 'noConclusion';
  /** 被替代报告编号 · Report replaced */
  replacesReportNo?: string;
  /** 防伪码 · Anti-counterfeit code */
  antiFakeCode?: string;
  /** 文件杂凑值 · Hash of the file (SM3) */
  fileHash?: string;
}

/** 交通工程 · Transport project */
export interface TransportProject {
  /** 交通工程编号 · Transport project number */
  transportProjectNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 工程名称 · Name */
  name: string;
  /** 工程等级 · Class */
  class?: 'expressway' | 'class1' | 'class2' | 'class3' | 'class4' | 'port' | 'waterway' | 'railTransit';
  /** 标段 · Section */
  section?: string;
  /** 起点桩号 · Stake from */
  stakeFrom?: string;
  /** 终点桩号 · Stake to */
  stakeTo?: string;
  /** 施工单位统一社会信用代码 · Contractor, unified social credit code */
  contractorUscc?: string;
  /** 施工单位名称（按来源） · Contractor, name as received */
  contractorName?: string;
  /** 监理单位统一社会信用代码 · Supervising engineer, unified social credit code */
  supervisionUscc?: string;
  /** 监理单位名称（按来源） · Supervising engineer, name as received */
  supervisionName?: string;
  /** 准入生产企业统一社会信用代码 · Approved plants, unified social credit code */
  approvedPlantUsccs?: string[];
  /** 准入生产企业名称（按来源） · Approved plants, names as received */
  approvedPlantNames?: string[];
}

/** 运输车辆 · Vehicle */
export interface Vehicle {
  /** 车牌号 · Plate */
  plate: string;
  /** 车牌颜色 · Plate colour */
  plateColour: '1' | '2' | '3' | '4' | '5' | '9' | '91' | '92' | '93' | '94';
  /** 车辆识别代号 · Vehicle identification number */
  vin?: string;
  /** 车辆种类 · Kind of vehicle */
  kind?: 'mixer' | 'pump' | 'bulkCement' | 'dump' | 'flatbed';
  /** 所属企业统一社会信用代码 · Owner, unified social credit code */
  ownerUscc?: string;
  /** 所属企业名称（按来源） · Owner, name as received */
  ownerName?: string;
  /** 服务的生产企业统一社会信用代码 · Plant served, unified social credit code */
  plantUscc?: string;
  /** 服务的生产企业名称（按来源） · Plant served, name as received */
  plantName?: string;
  /** 车队编号 · Fleet number */
  fleetNo?: string;
  /** 额定搅动容量 · Rated drum volume (m³) */
  ratedM3?: number;
  /** 核定载质量 · Permitted load (t) */
  maxLoadT?: number;
  /** 道路运输证号 · Road-transport certificate number */
  roadTransportCertNo?: string;
  /** 终端手机号 · SIM number of the terminal */
  terminalSim?: string;
  /** 终端协议 · Terminal protocol */
  protocol?: 'jt808-2013' | 'jt808-2019' | 'other';
  /** 排放标准 · Emission stage */
  emission?: 'IV' | 'V' | 'VI' | 'electric';
  /** 检验有效期止 · Inspection valid to */
  inspectionValidTo?: string;
  /** 状态 · Status */
  status?: 'active' | 'suspended' | 'deregistered';
}

/** 车辆定位 · Vehicle position */
export interface VehiclePosition {
  /** 车牌号 · Plate */
  plate: string;
  /** 定位时间 · Time of the fix */
  at: string;
  /** 经度 · Longitude (WGS-84) (°) */
  lng: number;
  /** 纬度 · Latitude (WGS-84) (°) */
  lat: number;
  /** 坐标系 · Coordinate reference system */
  crs?: 'wgs84';
  /** 速度 · Speed (km/h) */
  speed?: number;
  /** 方向 · Heading (°) */
  heading?: number;
  /** 高程 · Altitude (m) */
  altitude?: number;
  /** 里程 · Mileage (km) */
  mileageKm?: number;
  /** ACC 状态 · Ignition on */
  acc?: boolean;
  /** 是否定位 · Fix valid */
  located?: boolean;
  /** 罐体状态 · Drum state */
  drum?: 'stop' | 'mixing' | 'discharge' | 'unknown';
  /** 报警标志 · Alarm bits (hexadecimal) */
  alarmBits?: string;
  /** 定位来源 · Origin of the position */
  source?: 'jt808' | 'jt809' | 'vendor';
  /** 接收时间 · Received at */
  receivedAt?: string;
  /** 定位质量 · Quality of the position */
  quality?: 'ok' | 'late' | 'jump' | 'duplicate';
}

/** 视频识别事件 · Vision event */
export interface VisionEvent {
  /** 事件编号 · Event number */
  eventId: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 摄像机编号 · Camera */
  cameraSn?: string;
  /** 事件种类 · Kind */
  type?: 'formworkSupport' | 'formworkSpacing' | 'pouring' | 'helmet' | 'edgeProtection' | 'fire' | 'truckUnwashed' | 'other';
  /** 置信度 · Confidence */
  confidence?: number;
  /** 发生时间 · At */
  at?: string;
  /** 模型版本 · Model version */
  modelVersion?: string;
  /** 证据链接 · Link to the evidence */
  evidenceUrl?: string;
  /** 证据杂凑值 · Hash of the evidence (SM3) */
  evidenceHash?: string;
  /** 复核状态 · Review */
  reviewed?: 'pending' | 'confirmed' | 'false';
  /** 复核人（假名） · Reviewer (pseudonym) */
  reviewerRef?: string;
  /** 关闭时间 · Closed at */
  closedAt?: string;
}

/** 工资专户 · Dedicated wage account */
export interface WageAccount {
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 月份 · Month */
  month: string;
  /** 专户账号（脱敏） · Account, masked */
  accountMasked?: string;
  /** 开户银行 · Bank */
  bankName?: string;
  /** 到账金额 · Funded (CNY) */
  fundedAmount?: number;
  /** 应发金额 · Payable (CNY) */
  payableAmount?: number;
  /** 实发金额 · Paid (CNY) */
  paidAmount?: number;
  /** 应发人数 · Workers payable */
  workersPayable?: number;
  /** 实发人数 · Workers paid */
  workersPaid?: number;
  /** 是否欠薪 · In arrears */
  arrears?: boolean;
  /** 支付权限复核 · Review of payment authority */
  review?: {
    /** 复核状态 · State */
    state: 'none' | 'proposed' | 'approved' | 'lifted';
    /** 决定文号 · Decision number */
    decisionNo?: string;
    /** 起始日期 · From */
    from?: string;
    /** 截止日期 · To */
    to?: string;
  };
}

/** 水利工程 · Water-conservancy project */
export interface WaterProject {
  /** 水利工程编号 · Water-conservancy project number */
  waterProjectNo: string;
  /** 投资项目代码 · Investment project code */
  projectCode?: string;
  /** 工程名称 · Name */
  name: string;
  /** 工程等别 · Rank of the project */
  projectRank?: 'I' | 'II' | 'III' | 'IV' | 'V';
  /** 建筑物级别 · Level of the structure */
  structureLevel?: '1' | '2' | '3' | '4' | '5';
  /** 工程种类 · Kind */
  kind?: 'reservoir' | 'dike' | 'sluice' | 'pumpStation' | 'canal' | 'tunnel';
  /** 所在河流 · River */
  river?: string;
  /** 行政区划代码 · Administrative division */
  divisionCode?: string;
  /** 项目法人统一社会信用代码 · Owner, unified social credit code */
  ownerUscc?: string;
  /** 项目法人名称（按来源） · Owner, name as received */
  ownerName?: string;
  /** 施工单位统一社会信用代码 · Contractor, unified social credit code */
  contractorUscc?: string;
  /** 施工单位名称（按来源） · Contractor, name as received */
  contractorName?: string;
  /** 监理单位统一社会信用代码 · Supervising engineer, unified social credit code */
  supervisionUscc?: string;
  /** 监理单位名称（按来源） · Supervising engineer, name as received */
  supervisionName?: string;
  /** 单位工程 · Unit works */
  unitWorks?: {
    /** 单元工程编号 · Number */
    no: string;
    /** 单元工程名称 · Name */
    name?: string;
    /** 质量等级 · Quality grade */
    evaluation?: 'qualified' | 'excellent';
  }[];
  /** 混凝土技术要求 · Concrete specifications */
  concreteSpecs?: {
    /** 原文 · Text as received */
    text?: string;
    /** 强度 · Strength (MPa) */
    strengthMPa?: number;
    /** 设计龄期 · Design age (d) */
    ageDays?: number;
    /** 抗渗等级 W · Impermeability W */
    impermeabilityW?: number;
    /** 抗冻等级 F · Frost resistance F */
    frostF?: number;
  }[];
}

/** 许可登记备案 · Works permit, registration or filing */
export interface WorksRecord {
  /** 编号 · Number of permit, registration or filing */
  recordNo: string;
  /** 种类 · Kind */
  kind:
    | 'projectApproval'
    | 'worksPermit'
    | 'qualitySupervision'
    | 'safetySupervision'
    | 'startReport'
    | 'stepInspection'
    | 'nightWorkPermit'
    | 'completionFiling'
    | 'energyDesignReview'
    | 'energyAcceptance';
  /** 投资项目代码 · Investment project code */
  projectCode: string;
  /** 核发机关统一社会信用代码 · Issuing authority, unified social credit code */
  issuerUscc?: string;
  /** 核发机关名称（按来源） · Issuing authority, name as received */
  issuerName?: string;
  /** 核发日期 · Date of issue */
  issuedOn?: string;
  /** 有效期止 · Valid to */
  validTo?: string;
  /** 许可面积 · Permitted area (m²) */
  permittedArea?: number;
  /** 合同价格 · Contract price (CNY) */
  contractPrice?: number;
  /** 参建单位统一社会信用代码 · Project participants, unified social credit code */
  partyUsccs?: string[];
  /** 参建单位名称（按来源） · Project participants, names as received */
  partyNames?: string[];
  /** 状态 · Status */
  status?: 'valid' | 'changed' | 'revoked';
  /** 文件杂凑值 · Hash of the file (SM3) */
  fileHash?: string;
}

/** Dataset name → type of its document. */
export interface DatasetTypes {
  alert: Alert;
  blacklistEntry: BlacklistEntry;
  civilDefence: CivilDefence;
  complaint: Complaint;
  concreteCert: ConcreteCert;
  crane: Crane;
  craneReading: CraneReading;
  creditScore: CreditScore;
  deliveryTrip: DeliveryTrip;
  enforcement: Enforcement;
  enterprise: Enterprise;
  hazardousWork: HazardousWork;
  labGrade: LabGrade;
  materialBatch: MaterialBatch;
  materialReport: MaterialReport;
  mixDesign: MixDesign;
  personRole: PersonRole;
  placement: Placement;
  procurementRecord: ProcurementRecord;
  productionBatch: ProductionBatch;
  project: Project;
  restrictionReceipt: RestrictionReceipt;
  sensorPoint: SensorPoint;
  sensorReading: SensorReading;
  siteAcceptance: SiteAcceptance;
  smartSite: SmartSite;
  stockForecast: StockForecast;
  strengthAssessment: StrengthAssessment;
  supplyRecord: SupplyRecord;
  tenderRecord: TenderRecord;
  testBlockGroup: TestBlockGroup;
  testReport: TestReport;
  transportProject: TransportProject;
  vehicle: Vehicle;
  vehiclePosition: VehiclePosition;
  visionEvent: VisionEvent;
  wageAccount: WageAccount;
  waterProject: WaterProject;
  worksRecord: WorksRecord;
}

/** Names of the canonical datasets. */
export type DatasetName = keyof DatasetTypes;
